// Asks every few seconds whether anything changed; the answer "no" costs the office next to nothing.

import {ask, Refusal} from "./server.js";

const EVERY = 3000;

// told({pulse, changed}) after each answer, lost(error) when there was none.
export function watch(told, lost) {
    let etag = "";
    let timer = 0;
    let ended = false;
    const look = async () => {
        clearTimeout(timer);
        try {
            if (!document.hidden) {
                const response = await ask("/api/pulse", {"X-Quiet": "1", ...(etag && {"If-None-Match": etag})});
                if (ended) return;
                if (response.status === 304) told({changed: false});
                else if (response.ok) {
                    const first = etag === "";
                    etag = response.headers.get("ETag") || "";
                    told({pulse: await response.json(), changed: !first});
                } else throw new Refusal(response.status, response.status === 401 ? "signed-out" : "failed");
            }
        } catch (error) {
            if (!ended) lost(error);
        }
        if (!ended) timer = setTimeout(look, EVERY);
    };
    document.addEventListener("visibilitychange", look);
    look();
    return {
        end: () => {
            ended = true;
            clearTimeout(timer);
            document.removeEventListener("visibilitychange", look);
        },
        now: look,
    };
}
