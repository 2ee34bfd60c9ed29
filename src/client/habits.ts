/** What a page lets its reader do beside reading: choose a theme, see the keys, link to a heading. All of it is loaded when it is used. */

type Habit = 'linkHeadings' | 'showKeys' | 'switchTheme';

const keys: Readonly<Record<string, Habit>> = { '?': 'showKeys', t: 'switchTheme' };

document.querySelector('[data-theme-switch]')?.addEventListener('click', () => use('switchTheme'));

// A pointer, or Tab, shows that somebody could use the links of headings.
document.addEventListener('pointerover', () => use('linkHeadings'), { once: true });

document.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey, target }) => {
  if (key === 'Tab') use('linkHeadings');
  const habit = keys[key];
  if (!habit || ctrlKey || metaKey || altKey || isTyping(target)) return;
  use(habit);
});

function use(habit: Habit): void {
  void import('./habits/all.ts').then((habits) => habits[habit]());
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'))
  );
}
