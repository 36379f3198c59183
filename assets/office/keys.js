// Work without a mouse: one key, one act. A hand scanner types too, but faster than any hand: what
// comes within a blink and ends with Enter is a scan and no shortcut.

const BLINK = 45; // ms between two signs of a scanner
const SCAN_LEAST = 10;

let page = {};
let leading = "";
let typed = "";
let last = 0;
let waiting = 0;
let scanned = () => {};

const inField = (target) => target.closest("input, select, textarea, [contenteditable]");

// acts: {"a": function, "g r": function}
export function bind(acts) {
    page = acts;
    leading = "";
}

export function onScan(act) {
    scanned = act;
}

function press(key) {
    const act = page[leading ? `${leading} ${key}` : key];
    leading = !leading && key === "g" ? "g" : "";
    if (act) act();
}

function keyed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const field = inField(event.target);
    if (event.key === "Escape" && field) return field.blur();
    // Shift and the like are no signs; a scanner presses them too.
    if (field || (event.key.length > 1 && event.key !== "Enter" && event.key !== "Escape")) return;
    const fast = event.timeStamp - last < BLINK;
    last = event.timeStamp;
    if (event.key.length === 1) typed = fast ? typed + event.key : event.key;
    else if (event.key === "Escape") typed = "";
    if (event.key === "Enter" && fast && typed.length >= SCAN_LEAST) {
        event.preventDefault();
        clearTimeout(waiting);
        scanned(typed);
        typed = "";
        return;
    }
    clearTimeout(waiting);
    if (fast && typed.length > 1) return;
    const bound = page[event.key] || page[`${leading} ${event.key}`] || event.key === "g";
    if (!bound) return;
    if (event.key === "/" || event.key === "Enter") event.preventDefault();
    waiting = setTimeout(() => press(event.key), event.key === "Enter" ? 0 : BLINK + 5);
}

document.addEventListener("keydown", keyed);
