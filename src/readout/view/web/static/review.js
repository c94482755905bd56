'use strict';
// Review: the keys, words that are marked into a field, and the panel beside an article.
(() => {
  const keys = (window.readout && window.readout.keys) || {};
  const press = key => () => {
    const scope = document.querySelector('dialog.panel[open]') || document;
    const found = scope.querySelector(`[data-key="${key}"]`);
    if (!found) return false;
    found.click();
  };
  if (document.querySelector('[data-judge]')) {
    keys.a = ['it is right', press('a')];
    keys.r = ['it is wrong', press('r')];
    keys.c = ['correct it', () => {
      const details = document.querySelector('[data-correct]');
      details.open = true;
      details.querySelector('input:not([type=hidden]), select, textarea').focus();
    }];
    keys.n = ['leave it and go on', press('n')];
    keys.u = ['take the last judgement back', press('u')];
    keys['+'] = ['add what is missing here', press('+')];
  }

  // A form goes out once, however often a key is hit.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  });

  // Words marked in the sentence go into the field that had the cursor last, with their place.
  let field = null;
  document.addEventListener('focusin', event => {
    if (event.target.matches && event.target.matches('textarea[data-span]')) field = event.target;
  });
  const offset = (node, index) => {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest('[data-at]');
    if (!piece || node.nodeType !== 3) return null;
    // Places are counted in code points, and a script counts in halves of some.
    return Number(piece.dataset.at) + Array.from(node.data.slice(0, index)).length;
  };
  document.addEventListener('mouseup', () => {
    const chosen = getSelection();
    if (!field || !field.isConnected || !chosen || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const block = range.startContainer.parentElement.closest('[data-words]');
    if (!block || !block.contains(range.endContainer)) return;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const copy = range.cloneContents();
    for (const hidden of copy.querySelectorAll('.visually-hidden')) hidden.remove();
    const line = `${copy.textContent.split(/\s+/).filter(Boolean).join(' ')} [${start}:${end}]`;
    const before = field.value.trim();
    field.value = field.dataset.span === 'many' && before ? `${before}\n${line}` : line;
    field.rows = field.value.split('\n').length;
    field.focus();
  });

  // Words marked in the text of an article can be added to what was read from it.
  const article = document.querySelector('[data-article]'), permalink = document.querySelector('.permalink');
  if (article && permalink) {
    const links = [['event', 'Add an event'], ['statement', 'Add a statement']].map(([kind, label]) => {
      const link = document.createElement('a');
      link.textContent = label;
      link.dataset.review = '';
      permalink.append(link);
      return { kind, link };
    });
    const page = `/review/${encodeURIComponent(article.dataset.article)}/add`;
    const tool = document.querySelector('a[data-add]');
    document.addEventListener('readout:words', event => {
      const { start, end } = event.detail;
      for (const { kind, link } of links) link.href = `${page}?kind=${kind}&start=${start}&end=${end}`;
      if (tool) tool.href = `${page}?start=${start}&end=${end}`;
    });
  }

  // On the article page a link to a thing opens it beside the text; without a script it is a page.
  document.addEventListener('click', async event => {
    const link = event.target.closest('a[data-review]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const address = new URL(link.href);
    // Inside the panel a link that is one of several to choose from knows the way back already.
    if (!address.searchParams.has('back')) address.searchParams.set('back', location.pathname + location.search);
    let panel = null;
    try {
      const answer = await fetch(address, { credentials: 'same-origin' });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        panel = page.querySelector('[data-panel]');
      }
    } catch (e) { /* the page itself says what is wrong */ }
    if (!panel) { location.assign(address); return; }
    const open = link.closest('dialog.panel');
    if (open) {
      open.querySelector('[data-panel]').replaceWith(document.adoptNode(panel));
      open.querySelector('a[aria-current]')?.focus();
      return;
    }
    const dialog = document.createElement('dialog');
    dialog.className = 'panel';
    dialog.setAttribute('aria-labelledby', 'question');
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'plain close';
    close.textContent = '×';
    close.setAttribute('aria-label', 'Close');
    close.addEventListener('click', () => dialog.close());
    dialog.append(close, document.adoptNode(panel));
    dialog.addEventListener('close', () => { dialog.remove(); link.focus(); });
    dialog.addEventListener('keydown', key => {
      if (key.ctrlKey || key.metaKey || key.altKey) return;
      if (key.target.closest('input, textarea, select')) return;
      const found = dialog.querySelector(`[data-key="${CSS.escape(key.key)}"]`);
      // The keys of the article behind are not meant while the panel is open.
      key.stopPropagation();
      if (!found) return;
      key.preventDefault();
      found.click();
    });
    document.body.append(dialog);
    dialog.showModal();
    // Words that are marked right away go into the first field that waits for some.
    const words = dialog.querySelector('form[action="/review/add"] textarea[name=f-span]');
    if (words && !words.value) words.focus();
  });
})();
