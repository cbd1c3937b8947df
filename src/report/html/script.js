"use strict";
// Search, filters, and links that open what they point to. Without it the page shows everything, folded.
(() => {
  const form = document.getElementById("controls");
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const claims = Array.from(document.querySelectorAll(".claim"));
  const groups = Array.from(document.querySelectorAll(".paper")).concat(
    Array.from(document.querySelectorAll(".topic")),
  );
  const choices = Array.from(form.querySelectorAll("select"));
  const boxes = Array.from(form.querySelectorAll("input[type=checkbox]"));

  // What is searched: the claim with its paper's head, read once.
  let texts = null;
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const readTexts = () => {
    const heads = new Map();
    const head = (paper) => {
      if (!heads.has(paper)) heads.set(paper, plain(`${paper.id} ${paper.querySelector("header").textContent}`));
      return heads.get(paper);
    };
    return new Map(claims.map((claim) => [claim, `${head(claim.closest(".paper"))} ${plain(claim.textContent)}`]));
  };

  const shows = (claim, terms) =>
    choices.every((choice) => choice.value === "" || claim.dataset[choice.name] === choice.value) &&
    boxes.every((box) => !box.checked || box.name in claim.dataset) &&
    terms.every((term) => texts.get(claim).includes(term));

  const filter = () => {
    const terms = plain(search.value).split(/\s+/).filter(Boolean);
    if (terms.length > 0 && texts === null) texts = readTexts();
    let shown = 0;
    for (const claim of claims) {
      claim.hidden = !shows(claim, terms);
      if (!claim.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = group.querySelector(".claim:not([hidden])") === null;
    document.getElementById("empty").hidden = shown > 0;
    count.textContent = `${shown} of ${claims.length} claims`;
  };

  // The place that the address names, with all that it is folded into.
  const follow = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place === null) return;
    if (place.closest("[hidden]") !== null) form.reset();
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.scrollIntoView({ block: "start", behavior: "instant" });
    if (place.matches("details")) place.querySelector("summary").focus({ preventScroll: true });
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    search.value = "";
    for (const choice of choices) choice.selectedIndex = 0;
    for (const box of boxes) box.checked = false;
    filter();
  });
  document.getElementById("unfold").addEventListener("click", () => {
    for (const claim of claims) if (!claim.hidden) claim.open = true;
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea") !== null;
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
  });
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });

  form.hidden = false;
  filter();
  follow();
})();
