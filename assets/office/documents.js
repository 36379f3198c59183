// The documents of a request, each with its way and state.

import {badge} from "./badges.js";
import {h, icon} from "./kit.js";
import {known, t} from "./words.js";

const TONES = {arrived: "open", missing: "bad", damaged: "bad"};

// What the office says of it, and for one that travels otherwise the way it takes.
function stateOf(one) {
    if (one.state && known(`doc.${one.state}`)) return badge(TONES[one.state] || "info", t(`doc.${one.state}`));
    return badge(one.way === "automatic" ? "open" : "info", t(`way.${one.way}`));
}

export function documents(file) {
    return h("section.card", h("h2", t("one.documents")), h("ul.documents", file.documents.map((one) =>
        h("li", h("span.paper", icon("file")), h("strong", one.title), stateOf(one)))));
}
