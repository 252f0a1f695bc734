// The calls that can be made, singly or as a steady load.
import { get } from './api.js';
import { byId, duration, setText } from './dom.js';

// Several currencies, so that there is more than one entry in the cache.
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY'];

// A modest load, which a person can still follow by eye.
const PAUSE = 200;

const SOURCES = {
	REDIS: 'counted by Redis',
	LEASE: 'from tokens taken in advance',
	MEMORY: 'decided from memory',
	LOCAL: "counted by this node's share",
	NONE: 'not counted',
};

/**
 * @param onAnswer told each answer
 * @param isSignedIn whether the session call makes sense now
 */
export function calls(onAnswer, isSignedIn) {
	let turn = 0;
	let asked = 0;
	let timer = 0;

	const paths = {
		rates: () => `/api/rates?base=${CURRENCIES[asked++ % CURRENCIES.length]}`,
		limited: () => '/api/demo/limited',
		me: () => '/api/me',
	};

	const texts = {
		rates: (body) => `1 ${body.base} = ${Object.entries(body.rates).slice(0, 2).map(([code, rate]) => `${rate.toPrecision(4)} ${code}`).join(' = ')}`,
		limited: (body) => `${body.remaining} left, ${SOURCES[body.decidedBy] ?? body.decidedBy}`,
		me: (body) => `you are ${body.name}`,
	};

	function describe(name, answer) {
		const after = `${answer.status || 'no answer'} after ${duration(answer.ms)}`;
		if (answer.ok && answer.body) {
			return `${after}: ${texts[name](answer.body)}`;
		}
		return answer.body?.detail ? `${after}: ${answer.body.detail}` : after;
	}

	async function make(name) {
		const answer = await get(paths[name]());
		setText(document.querySelector(`[data-answer="${name}"]`), describe(name, answer));
		onAnswer(answer, name);
	}

	function traffic() {
		const names = isSignedIn() ? ['rates', 'me', 'limited', 'rates', 'me'] : ['rates', 'limited', 'rates', 'rates'];
		turn += 1;
		// Not awaited: a slow answer must not thin out the load that shows it.
		make(names[turn % names.length]);
	}

	function toggle() {
		const running = timer === 0;
		clearInterval(timer);
		timer = running ? setInterval(traffic, PAUSE) : 0;
		byId('traffic').setAttribute('aria-pressed', String(running));
		setText(byId('traffic'), running ? 'Stop traffic' : 'Start traffic');
	}

	byId('traffic').addEventListener('click', toggle);
	for (const button of document.querySelectorAll('[data-call]')) {
		button.addEventListener('click', () => make(button.dataset.call));
	}
}
