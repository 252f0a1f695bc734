// Puts the parts of the page together; each knows only what it is given here.
import { account } from './account.js';
import { calls } from './calls.js';
import { controls } from './controls.js';
import { eventFeed } from './events.js';
import { latencyPlot } from './plot.js';
import { poll } from './poller.js';
import { showSilence, showStatus } from './status.js';

// The server's clock minus this one.
let ahead = 0;

const feed = eventFeed();
const plot = latencyPlot({ events: feed.all, toLocal: (at) => Date.parse(at) - ahead });
const user = account(plot.add);

calls((answer, name) => {
	plot.add(answer);
	if (name === 'me' && answer.status === 401) {
		user.ended();
	}
}, user.isSignedIn);

const redis = controls(() => poller.now());
const poller = poll((state, receivedAt) => {
	ahead = Date.parse(state.now) - receivedAt;
	showStatus(state, Date.parse(state.now));
	redis.update(state);
	feed.add(state.events);
}, showSilence);
