// The buttons that break Redis. A button that is pressed stays so until Redis is mended, by itself or by Restart.
import { post, problemOf } from './api.js';
import { byId, setText } from './dom.js';

const buttons = () => document.querySelectorAll('[data-action]');

const pressed = {
	kill: (redis) => redis.process === 'STOPPED',
	hang: (redis) => redis.process === 'HUNG',
	fill: (redis) => redis.filled,
	lock: (redis) => redis.locked,
};

// What pressing it again does.
const undo = { kill: 'restart', hang: 'continue', fill: 'restart', lock: 'restart' };

const impossible = {
	hang: (redis) => redis.process === 'STOPPED',
	fill: (redis) => redis.process !== 'RUNNING',
	lock: (redis) => redis.process !== 'RUNNING',
};

const PROCESSES = { RUNNING: 'running', HUNG: 'hung', STOPPED: 'not running' };

function condition(redis) {
	const words = [PROCESSES[redis.process]];
	if (redis.filled) {
		words.push('without memory');
	}
	if (redis.locked) {
		words.push('locked');
	}
	return `Redis is ${words.join(', ')}.`;
}

/** @param onDone told when something was done */
export function controls(onDone) {
	let busy = false;

	function show(redis) {
		setText(byId('condition'), condition(redis));
		for (const button of buttons()) {
			const action = button.dataset.action;
			if (pressed[action]) {
				button.setAttribute('aria-pressed', String(pressed[action](redis)));
			}
			// Not disabled outright: that would take the focus away from who just pressed it.
			button.setAttribute('aria-disabled', String(Boolean(impossible[action]?.(redis))));
		}
	}

	async function press(button) {
		if (busy || button.getAttribute('aria-disabled') === 'true') {
			return;
		}
		busy = true;
		const { action } = button.dataset;
		const again = button.getAttribute('aria-pressed') === 'true';
		const answer = await post(`/api/demo/redis/${again ? undo[action] : action}`);
		busy = false;
		setText(byId('controls-problem'), answer.ok ? '' : problemOf(answer));
		if (answer.ok) {
			show(answer.body);
		}
		onDone();
	}

	for (const button of buttons()) {
		button.addEventListener('click', () => press(button));
	}

	return {
		update(state) {
			byId('controls').hidden = !state.controllable;
			byId('uncontrolled').hidden = state.controllable;
			if (state.redis && !busy) {
				show(state.redis);
			}
		},
	};
}
