#!/bin/bash
# A run of theoremcheck as a Slurm array, and its merge:
#
#   jobs=$(sbatch --parsable --array=1-8 ci/slurm.sh)
#   sbatch --dependency=afterany:$jobs ci/slurm-merge.sh
#
# Each task takes the shard that Slurm's variables name: any array of regular step will do. The folder in which sbatch
# is called must be one that all nodes see. A task that is preempted, or runs into its time limit, is submitted again by the
# same line (or by `scontrol requeue`): `--resume` goes on where it was.
#
# THEOREMCHECK is the program (default: theoremcheck, as `cargo install --path . --locked` leaves it on the PATH); build it once,
# before the array.
#SBATCH --job-name=theoremcheck
#SBATCH --cpus-per-task=2
#SBATCH --time=01:00:00
#SBATCH --output=theoremcheck-%A-%a.log
#SBATCH --requeue
set -euo pipefail
# --time-limit is some minutes below --time, so that a task ends by itself and names what it has left.
"${THEOREMCHECK:-theoremcheck}" check --resume --jobs "${SLURM_CPUS_PER_TASK:-1}" --time-limit 55m "$@"
