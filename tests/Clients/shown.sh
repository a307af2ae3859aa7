# Shows a command as it could be typed, without its secret, then runs it.
SECRET=

shown() {
    local line='$' word
    for word in "$@"; do
        [[ -z "$SECRET" ]] || word="${word//"$SECRET"/********}"
        [[ "$word" =~ ^[A-Za-z0-9_./:=@*-]+$ ]] || word="'$word'"
        line+=" $word"
    done
    printf '\n%s\n' "$line"
    "$@"
}
