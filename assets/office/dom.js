// Elements without a framework. Texts only ever become text nodes, so nothing that a visitor typed
// can become markup.

const SVG = "http://www.w3.org/2000/svg";

// Children that are not there: what "value && element" gives without a value.
const there = (child) => child !== null && child !== undefined && child !== false && child !== "";

// h("button.primary", {onclick: f}, "Simpan", child, ...)
export function h(tag, ...rest) {
    const [name, ...classes] = tag.split(".");
    const element = document.createElement(name);
    if (classes.length) element.className = classes.join(" ");
    const properties = rest[0] && rest[0].constructor === Object ? rest.shift() : {};
    for (const [key, value] of Object.entries(properties)) {
        if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
        else if (key in element) element[key] = value;
        else element.setAttribute(key, value);
    }
    element.append(...rest.flat().filter(there));
    return element;
}

// Drawn on a 24 by 24 grid with round strokes.
const ICONS = {
    requests: "M4 13l2.5-8h11L20 13v6H4zM4 13h5a3 3 0 0 0 6 0h5",
    complaints: "M4 10v4h3l8 4V6l-8 4zM18 9.5a3.5 3.5 0 0 1 0 5M8 14.5l1 5h2.5l-1-4",
    kiosks: "M6 3h12v11H6zM12 14v4M8 21h8M9 18h6M9 7h6M9 10h4",
    report: "M5 20v-6M12 20V4M19 20V9",
    out: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
    check: "M5 12.5l4.5 4.5L19 7.5",
    back: "M20 6v5H6M10 7l-4 4 4 4",
    bell: "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4M12 3v2",
};

export function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
}

export function show(place, ...children) {
    place.replaceChildren(...children.flat().filter(there));
}
