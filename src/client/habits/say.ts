let spoken: HTMLElement | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;

/** Milliseconds after which words are taken back: the same words would not be spoken a second time. */
const stays = 2000;

/** Has a screen reader say something. */
export function say(words: string): void {
  if (!spoken) {
    spoken = document.createElement('p');
    spoken.className = 'visually-hidden';
    spoken.setAttribute('role', 'status');
    document.body.append(spoken);
  }
  const place = spoken;
  clearTimeout(silence);
  // Some readers notice no words that come with their place.
  setTimeout(() => {
    place.textContent = words;
  }, 50);
  silence = setTimeout(() => {
    place.textContent = '';
  }, stays);
}
