/** A text that is HTML already: `html` makes it, and lets it through unchanged. */
export class Html {
  constructor(readonly source: string) {}
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]!);

type Value = string | number | Html | readonly Html[];

const render = (value: Value): string => {
  if (value instanceof Html) return value.source;
  if (typeof value === 'object') return value.map((one) => one.source).join('');
  return escape(String(value));
};

/** A template whose values are escaped, except those that are HTML already. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.reduce((out, part, index) => out + render(values[index - 1]!) + part));

/** The pages that only a demonstration has, for the head of its pages. */
export const demonstrationPages = html`<nav aria-label="Démonstration"><a href="/comptes">Comptes</a><a href="/mailbox">Courriels</a></nav>`;

/** A whole page in French; its only style is /style.css, and it runs no script. */
export const document = (title: string, main: Html, nav: Html = html``): string =>
  html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Essaim</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/logo.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">Aller au contenu</a>
<header><a class="brand" href="/"><img src="/logo.svg" alt="" width="36" height="36"><span>Essaim</span></a>${nav}</header>
<main id="main">${main}</main>
<footer><p>Logiciel libre sous licence EUPL-1.2.</p></footer>
</body>
</html>
`.source;
