// Our one profile of RFC 9421 (src/seal/signature.h), spoken by a library that is not ours.
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { httpbis } from 'http-message-signatures';

export const digest = (body) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
export const nonce = () => randomBytes(16).toString('base64url');

const fields = {
    'anjungan-request': ['@method', '@path', '@query', 'content-digest'],
    'anjungan-answer': ['@status', 'content-digest'],
};
const params = ['created', 'nonce', 'keyid', 'alg', 'tag'];

export async function signed(message, key, tag, values = {}) {
    return httpbis.signMessage({
        key: { id: key.id, alg: 'ed25519', sign: async (base) => sign(null, base, key.secret) },
        name: 'anj',
        fields: fields[tag],
        params,
        paramValues: { created: new Date(), nonce: nonce(), tag, ...values },
    }, message);
}

// True, false, or the library's own word for what it refuses.
export async function holds(message, key, tag, wanted = {}) {
    let seen;
    const good = await httpbis.verifyMessage({
        keyLookup: async (found) => {
            seen = found;
            return found.keyid === key.id
                ? { id: key.id, algs: ['ed25519'], verify: async (base, signature) => verify(null, base, key.public, signature) }
                : null;
        },
        requiredFields: fields[tag],
        requiredParams: params,
        all: true,
    }, message).catch((error) => error.message);
    if (good !== true) return good;
    return seen.tag === tag && (!wanted.nonce || seen.nonce === wanted.nonce);
}

const spki = Buffer.from('302a300506032b6570032100', 'hex');

// The first eight bytes of BLAKE2b-256, which Node itself does not have.
const keyId = (bytes) => execFileSync('b2sum', ['-l', '256'], { input: bytes }).toString().slice(0, 16);

export function publicKeyOf(bytes) {
    return {
        id: keyId(bytes),
        public: createPublicKey({ key: Buffer.concat([spki, bytes]), format: 'der', type: 'spki' }),
    };
}

export function makeKey() {
    const pair = generateKeyPairSync('ed25519');
    const bytes = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x, 'base64url');
    return { id: keyId(bytes), public: pair.publicKey, secret: pair.privateKey, bytes };
}

// What an identity shows of itself: base64url of the public halves.
export const identity = (key) => ({
    sign: key.bytes.toString('base64url'),
    seal: generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x,
});

let failed = 0, passed = 0;
export function check(what, good, detail = '') {
    good ? passed++ : failed++;
    console.log(`  ${good ? 'ok    ' : 'FAILED'} ${what}${good ? '' : ` ${detail}`}`);
}
export function done() {
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed ? 1 : 0);
}
