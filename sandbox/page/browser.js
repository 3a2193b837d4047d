/** In the browser: draws the diagrams, and shows a page anew when it has changed. Without it the pages can be read as well. */
const dark = matchMedia('(prefers-color-scheme: dark)');
/** By source: most changes of a page leave the diagrams as they are, and they must not flicker. */
const drawings = new Map();

async function draw() {
  const { mermaid } = window;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: dark.matches ? 'dark' : 'default',
  });
  for (const code of document.querySelectorAll('code.language-mermaid')) {
    const source = code.textContent;
    try {
      const svg = drawings.get(source) ?? (await mermaid.render(`diagram-${drawings.size}`, source)).svg;
      drawings.set(source, svg);
      const figure = document.createElement('figure');
      figure.innerHTML = svg;
      figure.dataset.source = source;
      code.closest('pre').replaceWith(figure);
    } catch (error) {
      // The source stays, which says the same.
      console.warn(error);
    }
  }
}

/** With other colours. */
function redraw() {
  drawings.clear();
  for (const figure of document.querySelectorAll('figure[data-source]')) {
    const pre = document.createElement('pre');
    const code = document.createElement('code');
    code.className = 'language-mermaid';
    code.textContent = figure.dataset.source;
    pre.append(code);
    figure.replaceWith(pre);
  }
  return draw();
}

let seen = null;

async function refresh() {
  const answer = await fetch(location.href).catch(() => null);
  // The sandbox is gone; what it last said stays.
  if (answer === null) return;
  const text = await answer.text();
  if (seen !== null && seen !== text) {
    const open = openDetails();
    const fresh = new DOMParser().parseFromString(text, 'text/html');
    document.title = fresh.title;
    document.querySelector('main').replaceWith(fresh.querySelector('main'));
    for (const details of document.querySelectorAll('details')) details.open ||= open.has(nameOf(details));
    await draw();
  }
  seen = text;
}

function openDetails() {
  return new Set([...document.querySelectorAll('details[open]')].map(nameOf));
}

function nameOf(details) {
  return details.querySelector('summary')?.textContent;
}

dark.addEventListener('change', redraw);
draw().then(() => setInterval(() => document.hidden || refresh(), 1000));
