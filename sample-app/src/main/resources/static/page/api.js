// Calls of the application. Nothing here throws: who calls looks at the status, 0 for no answer at all.

const TIMEOUT = 15_000;

/** The token that proves to the server that this page may read its own cookies. */
function csrfToken() {
	const cookie = document.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='));
	return cookie ? decodeURIComponent(cookie.slice('XSRF-TOKEN='.length)) : '';
}

function request(method, body) {
	const headers = { Accept: 'application/json, application/problem+json' };
	if (method !== 'GET') {
		headers['X-XSRF-TOKEN'] = csrfToken();
	}
	if (body !== undefined) {
		headers['Content-Type'] = 'application/json';
	}
	return {
		method,
		headers,
		body: (body !== undefined) ? JSON.stringify(body) : undefined,
		cache: 'no-store',
		signal: AbortSignal.timeout(TIMEOUT),
	};
}

async function json(response) {
	try {
		return await response.json();
	}
	catch {
		return null;
	}
}

async function call(method, path, body) {
	const begun = performance.now();
	try {
		const response = await fetch(path, request(method, body));
		const answer = await json(response);
		return {
			status: response.status,
			ok: response.ok,
			body: answer,
			ms: performance.now() - begun,
			at: Date.now(),
			guard: response.headers.get('Guard-State'),
		};
	}
	catch {
		return { status: 0, ok: false, body: null, ms: performance.now() - begun, at: Date.now(), guard: null };
	}
}

export const get = (path) => call('GET', path);

export const post = (path, body) => call('POST', path, body);

/** What went wrong, as a sentence. */
export function problemOf(answer) {
	if (answer.status === 0) {
		return 'The application does not answer.';
	}
	const errors = answer.body?.errors;
	if (Array.isArray(errors) && errors.length > 0) {
		return errors.map((error) => `${error.field}: ${error.message}`).join('. ');
	}
	return answer.body?.detail ?? answer.body?.title ?? `The answer was ${answer.status}.`;
}
