// Asks for the state twice a second, one question at a time, and not at all while nobody looks.
import { get } from './api.js';

const PAUSE = 500;

/**
 * @param onState told each state that arrives
 * @param onSilence told when there is no answer
 */
export function poll(onState, onSilence) {
	let timer = 0;
	let asking = false;
	let seen = 0;

	async function ask() {
		if (asking) {
			return;
		}
		asking = true;
		const answer = await get(`/api/demo/state?after=${seen}`);
		asking = false;
		if (answer.ok && answer.body) {
			seen = answer.body.events.at(-1)?.id ?? seen;
			onState(answer.body, answer.at);
		}
		else {
			onSilence();
		}
		next();
	}

	function next() {
		clearTimeout(timer);
		if (!document.hidden) {
			timer = setTimeout(ask, PAUSE);
		}
	}

	document.addEventListener('visibilitychange', () => document.hidden ? clearTimeout(timer) : ask());
	ask();
	// To see what was just done without waiting for the next turn.
	return { now: ask };
}
