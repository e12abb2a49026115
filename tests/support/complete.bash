# Sets what bash sets for the line $2 with the cursor at its end, calls the completion of the script $1, and prints the proposals, sorted.
source "$1"
COMP_LINE=$2 COMP_POINT=${#2}
_planlint "$PL"
printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort
