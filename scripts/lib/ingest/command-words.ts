/**
 * Splits a command into words as a shell does: at white space, with quotes and back-slashes, and nothing else. Variables,
 * pipes and wildcards are not a part of it, so a record shows what was run. Throws when a quote is not closed.
 */
export function splitCommand(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let index = 0; index < command.length; index += 1) {
    const character = command.charAt(index);
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else if (character === '\\' && quote === '"' && /["\\]/.test(command.charAt(index + 1)))
        word = `${word ?? ''}${command.charAt((index += 1))}`;
      else word = `${word ?? ''}${character}`;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '\\' && /[\s"'\\]/.test(command.charAt(index + 1))) {
      word = `${word ?? ''}${command.charAt((index += 1))}`;
    } else {
      word = `${word ?? ''}${character}`;
    }
  }
  if (quote !== undefined) throw new Error(`The command has a quote ${quote} that is not closed: ${command}`);
  return word === undefined ? words : [...words, word];
}

/** The words as one command again, quoted where a shell would split them. */
export function joinCommand(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./<>-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
