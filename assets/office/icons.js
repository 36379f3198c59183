// Pictures drawn on a 24 by 24 grid with round strokes.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
    requests: "M4 13l2.5-8h11L20 13v6H4zM4 13h5a3 3 0 0 0 6 0h5",
    complaints: "M4 10v4h3l8 4V6l-8 4zM18 9.5a3.5 3.5 0 0 1 0 5M8 14.5l1 5h2.5l-1-4",
    kiosks: "M6 3h12v11H6zM12 14v4M8 21h8M9 18h6M9 7h6M9 10h4",
    content: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5M8 14h2M14 14h2M8 17h2",
    surveys: "M5 20v-6M12 20V4M19 20V9",
    officers: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.500-6 6-6s6 2.500 6 6M15.500 4.500a3.500 3.500 0 0 1 0 6.300M17.500 14.500c2.200.800 3.500 2.800 3.500 5.500",
    audit: "M12 3l7 3v5c0 4.500-2.800 8-7 10-4.200-2-7-5.500-7-10V6zM9 12l2 2 4-4",
    out: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
    check: "M5 12.500l4.500 4.500L19 7.500",
    back: "M20 6v5H6M10 7l-4 4 4 4",
    bell: "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4M12 3v2",
    search: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM20 20l-4.800-4.800",
    scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 8h3v3h-3zM8 13h3v3H8zM13 13h3v3h-3z",
    print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.700.400-1 .900-1 1.700M12 16.700v.1",
    clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
    file: "M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 16h4",
    plus: "M12 5v14M5 12h14",
    key: "M8 15a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 11h9v3M17 11v3",
    block: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12",
    close: "M6 6l12 12M18 6L6 18",
    up: "M12 19V5M6 11l6-6 6 6",
};

export function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", PATHS[name]);
    svg.append(path);
    return svg;
}

// svg("rect", {x: 1}, child, ...): the elements of a chart.
export function svg(tag, properties = {}, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(properties)) element.setAttribute(key, String(value));
    element.append(...children);
    return element;
}
