// Elements without a framework. Texts only ever become text nodes, so nothing that a visitor typed
// can become markup.

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
        else if (key in element && key !== "list") element[key] = value;
        else element.setAttribute(key, value);
    }
    element.append(...rest.flat().filter(there));
    return element;
}

export function show(place, ...children) {
    place.replaceChildren(...children.flat().filter(there));
}

// A table with named columns; cells say their column's name where they stand one below the other.
export function table(columns, rows) {
    for (const row of rows)
        [...row.children].forEach((cell, index) => cell.setAttribute("data-name", columns[index] || ""));
    return h("table", h("thead", h("tr", columns.map((name) => h("th", {scope: "col"}, name)))), h("tbody", rows));
}

export function field(name, input, hint) {
    return h("label", name, input, hint && h("small", hint));
}
