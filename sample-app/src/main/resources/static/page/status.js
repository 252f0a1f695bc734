// The guard's state at the top, and the facts beside the plot.
import { byId, duration, setText } from './dom.js';

const MOODS = {
	AVAILABLE: 'good',
	CONNECTING: 'wait',
	RECOVERING: 'wait',
	LOCAL_ONLY: 'wait',
};

function source(usesRedis, otherwise) {
	return usesRedis ? 'Redis' : otherwise;
}

function bytes(count) {
	return (count < 1024) ? `${count} bytes` : `${(count / 1024).toFixed(1)} KB`;
}

export function showStatus(state, serverTime) {
	const { guard, journal, cache } = state;
	byId('guard').dataset.mood = MOODS[guard.state] ?? 'away';
	setText(byId('guard-state'), guard.state);
	setText(byId('guard-since'), `for ${duration(Math.max(0, serverTime - Date.parse(guard.since)))}`);
	setText(byId('reads'), source(guard.reads, 'memory and database'));
	setText(byId('writes'), source(guard.writes, 'memory and journal'));
	setText(byId('journal'), journal.records === 0 ? 'empty'
		: `${journal.records} ${journal.records === 1 ? 'record' : 'records'}, ${bytes(journal.bytes)}`);
	setText(byId('cache-size'), String(cache.size));
	setText(byId('cache-use'), `memory ${cache.memory} · Redis ${cache.redis} · method ${cache.method}`);
	setText(byId('last-error'), guard.lastError ?? 'none');
}

export function showSilence() {
	byId('guard').dataset.mood = 'lost';
	setText(byId('guard-state'), 'The application does not answer');
	setText(byId('guard-since'), '');
}
