'use strict';
const $ = (id) => document.getElementById(id);

// ---- the clock: starts where the others start, and wakes when the minute turns ----------------
const begun = Date.now();
const shift = Date.parse('2026-11-23T09:41:00+07:00') - begun;
const clocks = document.querySelectorAll('.clock');

function tick() {
  const wib = new Date(Date.now() + shift + 7 * 3600e3);
  const pad = (number) => String(number).padStart(2, '0');
  const text = pad(wib.getUTCHours()) + '.' + pad(wib.getUTCMinutes());
  for (const clock of clocks) clock.textContent = text;
  setTimeout(tick, 60e3 - (Date.now() + shift) % 60e3);
}
tick();

// ---- the keyboard ---------------------------------------------------------------------------
function keyboard(letters) {
  const rows = ['1234567890', ...letters.split(' ')].map((row) => [...row]);
  const key = (text, kind) => `<button class="key ${kind || ''}">${text}</button>`;
  const icon = (name) => `<svg><use href="#${name}"/></svg>`;
  rows[3] = [icon('arrow-up'), ...rows[3], icon('backspace')];
  const html = rows.map((row) => `<div>${row.map((text) => key(text)).join('')}</div>`);
  const last = ["'", '-'].map((text) => key(text)).join('') + key('spasi', 'space') +
      ['/', ':'].map((text) => key(text)).join('') + key('Selesai', 'done');
  return html.join('') + `<div>${last}</div>`;
}

// ---- pages ------------------------------------------------------------------------------------
let shown = $('attract');
let letters = '';

function go(id) {
  const page = $(id), { name, steps, back, keys } = page.dataset;
  shown.hidden = true;
  page.hidden = false;
  shown = page;
  document.body.className = id + (name ? ' inner' : '') + (keys ? ' typing' : '');
  if (name) {
    $('name').textContent = name;
    $('back').dataset.go = back;
    const of = steps ? page.dataset.of || 6 : 0;
    $('steps').innerHTML = Array.from({ length: of }, (_, at) => `<s class="${at < steps ? 'did' : ''}"></s>`).join('');
  }
  if (keys && keys !== letters) $('keyboard').innerHTML = keyboard(letters = keys);
}
document.body.className = 'attract';
document.addEventListener('click', (event) => {
  const to = event.target.closest('[data-go]');
  if (to) go(to.dataset.go);
});
document.addEventListener('contextmenu', (event) => event.preventDefault());
