// The words of the language in use, which each browser keeps for itself.

import en from "./words_en.js";
import id from "./words_id.js";

const CATALOGUES = {id, en};
const KEPT = "anjungan.lang";

export const LANGUAGES = [["id", "Indonesia"], ["en", "English"]];

const kept = () => {
    try {
        return localStorage.getItem(KEPT);
    } catch {
        return null; // a browser that keeps nothing
    }
};

export const language = () => (CATALOGUES[kept()] ? kept() : "id");

export function speak(tag) {
    try {
        localStorage.setItem(KEPT, tag);
    } catch {
        // then the default stays
    }
    document.documentElement.lang = language();
}

// t("due.left", {at: "16.00", left: "1 j"}); the key itself where a catalogue lacks it.
export function t(key, values = {}) {
    const text = CATALOGUES[language()][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

export const known = (key) => key in CATALOGUES[language()];
export const refusal = (error) => (known(`error.${error.code}`) ? t(`error.${error.code}`) : t("error.failed"));
