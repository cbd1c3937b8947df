#!/bin/bash
# Puts the shards of ci/slurm.sh together; its exit code is that of the whole run.
#SBATCH --job-name=theoremcheck-merge
#SBATCH --time=00:10:00
#SBATCH --output=theoremcheck-merge-%j.log
set -euo pipefail
"${THEOREMCHECK:-theoremcheck}" merge target/theoremcheck/shard-*-of-* "$@"
