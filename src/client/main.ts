/** What every page's script does: copy buttons and the keys and the box of the search. Pages work without it. */

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

/** The search box of the page: on the search page the field itself, elsewhere the way to the search dialog. */
const box = document.querySelector<HTMLInputElement>('[role="search"] input');

if (box) {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, target } = event;
    const isTyping = (): boolean => (target as Element).matches(':read-write, select');
    if (ctrlKey || metaKey ? key !== 'k' : key !== '/' || isTyping()) return;
    event.preventDefault();
    const back = document.activeElement;
    // What is typed before the dialog is there goes into the box, and Enter works there, too.
    box.focus();
    box.select();
    search(box, back);
  });
  // The focus alone opens nothing, so that Tab leads past the box.
  box.onclick = box.oninput = () => search(box, box);
}

/** Opens the search dialog; the focus goes back to an element. Without the dialog, the box remains a form. */
function search(from: HTMLInputElement, back: Element | null): void {
  if (from.form?.dataset['searchBox'] === 'page') return;
  import('./search/open.ts').then((open) => open.openSearch(from, back)).catch(() => undefined);
}

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
