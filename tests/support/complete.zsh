# Types the line $2 and a tab into a zsh of its own, with the completion script $1, and prints what it proposes. In a writable folder.
zmodload zsh/zpty
mkdir -p functions bin && cp $1 functions/_planlint && ln -sf $PL bin/planlint
rm -f proposed
zpty shell zsh -f -i
zpty -w shell 'PS1=; PATH=$PWD/bin:$PATH; fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D
compadd() {
  local -a found
  (( ${@[(I)-[OAD]]} )) || { builtin compadd -O found "$@"; print -rl -- $found >> proposed }
  builtin compadd "$@"
}
PS1=REA""DY:'
# The prompt comes when the line editor reads.
zpty -r shell out '*READY:*'
zpty -w -n shell "$2"$'\t'
for (( i = 0; i < 100; i++ )); do
  [[ -s proposed ]] && break
  sleep 0.1
done
sleep 0.1
zpty -d shell
grep . proposed | LC_ALL=C sort
