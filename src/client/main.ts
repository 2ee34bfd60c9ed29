/** What every page's script does: copy buttons and the search key. Pages work without it. */

/** Says aloud what was copied. It stands in the page before anything is said, since some readers notice no other. */
const spoken = document.createElement('p');
spoken.className = 'visually-hidden';
spoken.setAttribute('role', 'status');
if (document.querySelector('button[data-copy]')) document.body.append(spoken);

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) button.hidden = false;

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('button[data-copy]') : null;
  if (button) void copyFrom(button);
});

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  ) {
    if (!(target instanceof HTMLInputElement) || !/^(?:radio|checkbox)$/.test(target.type)) return;
  }
  const box = document.querySelector<HTMLInputElement>('[data-search-box] input[type="search"]');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

/** Copies the text of the element that the button names, and says so on the button and, with what it was, aloud. */
async function copyFrom(button: HTMLButtonElement): Promise<void> {
  const source = document.getElementById(button.dataset['copy'] ?? '');
  const label = button.querySelector('[data-label]');
  if (!source || !label) return;
  let said = 'Copied';
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    // Without a secure context or permission: select the text, so that the reader can copy it.
    getSelection()?.selectAllChildren(source);
    said = 'Selected: press Ctrl+C';
  }
  const before = button.dataset['before'] ?? label.textContent;
  button.dataset['before'] = before;
  label.textContent = said;
  const { said: what } = button.dataset;
  spoken.textContent = what !== undefined && said === 'Copied' ? `Copied ${what}` : said;
  setTimeout(() => {
    label.textContent = before;
    // The same words would not be spoken a second time.
    spoken.textContent = '';
  }, 2000);
}
