// What happened to Redis and what the guard made of it, newest first.
import { byId, duration, element } from './dom.js';

const MOST = 60;

// A change of state later than this after an action has another cause.
const RELATED = 30_000;

const ACTIONS = {
	kill: 'Redis killed',
	hang: 'Redis hung: connected, but silent',
	continue: 'Redis continued',
	fill: 'Redis filled: no memory for writes',
	lock: 'Redis locked: it asks for a password',
	empty: 'Redis started anew, without its data',
	restart: 'Redis restarted and mended',
};

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

const time = (event) => Date.parse(event.at);

function earlier(history, event) {
	return history.slice(0, history.indexOf(event));
}

function delay(history, event) {
	const cause = earlier(history, event).findLast((other) => other.action);
	const passed = cause ? time(event) - time(cause) : Infinity;
	return (passed <= RELATED) ? ` after ${duration(passed)}` : '';
}

/** From the moment Redis went out of use, which may be several states ago. */
function outage(history, event) {
	const begun = earlier(history, event).findLast((other) => other.change?.from === 'AVAILABLE');
	return begun ? time(event) - time(begun) : event.change.lasted;
}

function records(count) {
	return `${count} journal ${count === 1 ? 'record' : 'records'} replayed`;
}

function describe(history, event) {
	if (event.action) {
		return ACTIONS[event.action] ?? event.action;
	}
	const { from, to, reason, replayed } = event.change;
	if (to === 'AVAILABLE' && from === 'CONNECTING') {
		return 'Guard AVAILABLE: connected to Redis';
	}
	if (to === 'AVAILABLE') {
		return `Redis recovered after ${duration(outage(history, event))}: ${records(replayed)}`;
	}
	if (to === 'RECOVERING') {
		return 'Guard RECOVERING: Redis answers, the journal goes first';
	}
	return `Guard ${to}${delay(history, event)}${reason ? `: ${reason}` : ''}`;
}

function line(history, event) {
	const item = element('li');
	const moment = element('time', CLOCK.format(time(event)));
	moment.dateTime = event.at;
	item.append(moment, element('span', describe(history, event), event.action ? 'action' : ''));
	return item;
}

/** Keeps the history of this page and shows it. */
export function eventFeed() {
	let history = [];

	function add(events) {
		if (events.length === 0) {
			return;
		}
		// A change is often known before the action that caused it has ended.
		history = [...history, ...events].sort((a, b) => time(a) - time(b) || a.id - b.id).slice(-MOST);
		byId('events').replaceChildren(...history.map((event) => line(history, event)).reverse());
		byId('announcer').textContent = events.map((event) => describe(history, event)).join('. ');
	}

	return { add, all: () => history };
}
