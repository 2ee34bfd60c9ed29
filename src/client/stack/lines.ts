import { makeSvg } from './parts.ts';

/**
 * Draws lines from the tools that bring something in to the agent, and from the agent to the tools that do something with it, and
 * keeps them where the tools are. Nothing is drawn where the parts stand one below the other.
 */
export function drawLines(figure: HTMLElement): void {
  const drawing = makeSvg('svg', { class: 'lines', 'aria-hidden': 'true' });
  figure.append(drawing);
  const draw = (): void => {
    const box = figure.getBoundingClientRect();
    const agent = figure.querySelector('.agent')?.getBoundingClientRect();
    const lines: SVGElement[] = [];
    for (const node of figure.querySelectorAll<HTMLElement>('[data-side]')) {
      const place = node.getBoundingClientRect();
      const comesIn = node.dataset['side'] === 'in';
      if (!agent || agent.width === 0 || place.height === 0) continue;
      const start = comesIn ? place.right : agent.right;
      const end = comesIn ? agent.left : place.left;
      // The parts stand one below the other.
      if (end <= start) continue;
      const middle = (rect: DOMRect): number => rect.top + rect.height / 2 - box.top;
      const [from, to] = comesIn ? [middle(place), middle(agent)] : [middle(agent), middle(place)];
      const [x1, x2] = [start - box.left, end - box.left];
      const bend = (x2 - x1) / 2;
      const d = `M${fix(x1)} ${fix(from)}C${fix(x1 + bend)} ${fix(from)} ${fix(x2 - bend)} ${fix(to)} ${fix(x2 - 7)} ${fix(to)}`;
      const head = `M${fix(x2 - 8)} ${fix(to - 4)}L${fix(x2)} ${fix(to)}L${fix(x2 - 8)} ${fix(to + 4)}Z`;
      const look = { 'data-level': node.dataset['level'] ?? '', 'data-of': node.dataset['key'] ?? '' };
      lines.push(makeSvg('path', { d, class: 'line', ...look }));
      lines.push(makeSvg('path', { d: head, class: 'tip', ...look }));
    }
    drawing.setAttribute('viewBox', `0 0 ${fix(box.width)} ${fix(box.height)}`);
    drawing.replaceChildren(...lines);
  };
  new ResizeObserver(draw).observe(figure);
  for (const kind of ['pointerover', 'focusin'] as const)
    figure.addEventListener(kind, ({ target }) => {
      const node = target instanceof Element ? target.closest<HTMLElement>('[data-side]') : null;
      figure.toggleAttribute('data-lit', node !== null);
      for (const line of drawing.children)
        line.toggleAttribute('data-on', line.getAttribute('data-of') === node?.dataset['key']);
    });
  for (const kind of ['pointerleave', 'focusout'] as const)
    figure.addEventListener(kind, () => figure.removeAttribute('data-lit'));
}

function fix(value: number): string {
  return value.toFixed(1);
}
