import { DomUtils, parseDocument } from 'htmlparser2';

/** A parsed page or a part of it. */
export type Html = ReturnType<typeof parseDocument>;

/** An element of a parsed page. */
export type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/** Parses HTML as a browser would read it. */
export function parseHtml(text: string): Html {
  return parseDocument(text, { decodeEntities: true });
}

/** Every element for which a test holds, in the order of the document. */
export function findAll(root: Html | Element, test: (element: Element) => boolean): Element[] {
  return DomUtils.findAll(test, root.children);
}

/** Every element of one name. */
export function findTags(root: Html | Element, name: string): Element[] {
  return findAll(root, (element) => element.name === name);
}

/** The first element for which a test holds. Throws when there is none, with what was looked for. */
export function findOne(root: Html | Element, what: string, test: (element: Element) => boolean): Element {
  const found = DomUtils.findOne(test, root.children);
  if (found === null) throw new Error(`There is no ${what}.`);
  return found;
}

/** The element with an id. */
export function findId(root: Html | Element, id: string): Element {
  return findOne(root, `element with id="${id}"`, (element) => element.attribs['id'] === id);
}

/** The first element with a class. */
export function findClass(root: Html | Element, name: string): Element {
  return findOne(root, `element of class ${name}`, (element) => hasClass(element, name));
}

/** Whether an element has a class. */
export function hasClass(element: Element, name: string): boolean {
  return (element.attribs['class'] ?? '').split(/\s+/).includes(name);
}

/** All text below a node, white space as it stands. */
export function rawText(node: Html | Element): string {
  return DomUtils.textContent(node);
}

/** All text below a node, white space folded. */
export function textOf(node: Html | Element): string {
  return rawText(node).replace(/\s+/g, ' ').trim();
}

/** Values of all attributes through which a page names an address, with the element. */
export function listAddresses(root: Html | Element): { element: Element; address: string }[] {
  return findAll(root, () => true).flatMap((element) =>
    ['href', 'src', 'action', 'data-src', 'data-bundle', 'data-base'].flatMap((name) => {
      const address = element.attribs[name];
      return address === undefined ? [] : [{ element, address }];
    }),
  );
}
