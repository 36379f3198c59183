// Tracking codes as people type and scanners read them.

const SHAPE = /^([A-Z]{3})([0-9A-Z]{4})([0-9A-Z]{4})([0-9A-Z]{3})$/;

// "ESG-7K3M-Q9XT-2HW" out of a typed code or of a receipt's address; null for anything else. The
// office checks it; this only knows its shape.
export function codeIn(text) {
    const last = text.trim().toUpperCase().split("/").pop();
    const parts = SHAPE.exec(last.replace(/[^0-9A-Z]/g, ""));
    return parts ? parts.slice(1).join("-") : null;
}

export const isComplaint = (code) => code.startsWith("PGD");
export const pageOf = (code) => `#/${isComplaint(code) ? "complaints" : "requests"}/${code}`;
