// The plot: how long each call of the last minute took, and how it ended. uPlot has the scales and axes; the marks are
// drawn here, because their shape says as much as their colour.
import uPlot from '/webjars/uplot/dist/uPlot.esm.js';
import { byId, duration, setText } from './dom.js';

const WINDOW = 60;
const FASTEST = 1;
const SLOWEST = 100_000;
const DECADES = [1, 10, 100, 1000, 10_000, 100_000];

// What README says: the longest a request waits here, and when plain Spring Boot answers with an error.
const LIMITS = [
	{ ms: 1500, text: 'here: 1.5 s at most', color: 'accent', below: false },
	{ ms: 60_000, text: 'plain Spring Boot: error after 60 s', color: 'bad', below: true },
];

const SHAPES = {
	redis: { color: 'accent', draw: circle },
	local: { color: 'warm', draw: diamond },
	refused: { color: 'neutral', draw: triangle },
	failed: { color: 'bad', draw: cross },
};

function circle(path, x, y, r) {
	path.arc(x, y, r * .9, 0, 2 * Math.PI);
}

function diamond(path, x, y, r) {
	path.moveTo(x, y - r * 1.15);
	path.lineTo(x + r * 1.15, y);
	path.lineTo(x, y + r * 1.15);
	path.lineTo(x - r * 1.15, y);
	path.closePath();
}

function triangle(path, x, y, r) {
	path.moveTo(x, y - r);
	path.lineTo(x + r, y + r * .8);
	path.lineTo(x - r, y + r * .8);
	path.closePath();
}

function cross(path, x, y, r) {
	path.moveTo(x - r, y - r);
	path.lineTo(x + r, y + r);
	path.moveTo(x + r, y - r);
	path.lineTo(x - r, y + r);
}

function outcome(answer) {
	if (answer.status === 429) {
		return 'refused';
	}
	if (answer.status === 0 || answer.status >= 500) {
		return 'failed';
	}
	return (answer.guard === 'AVAILABLE') ? 'redis' : 'local';
}

function palette() {
	const style = getComputedStyle(document.documentElement);
	return new Proxy({}, { get: (_, name) => style.getPropertyValue(`--${name}`).trim() });
}

/** @param history the events to mark, and the difference between the server's clock and this one */
export function latencyPlot(history) {
	const place = byId('plot');
	const colors = palette();
	const calm = matchMedia('(prefers-reduced-motion: reduce)');
	let calls = [];

	const ago = (ms) => (ms - Date.now()) / 1000;

	function bands(u) {
		const { ctx, bbox } = u;
		ctx.save();
		ctx.fillStyle = colors.outage;
		for (const { from, to } of outages()) {
			const left = Math.max(bbox.left, u.valToPos(from, 'x', true));
			const right = Math.min(bbox.left + bbox.width, u.valToPos(to, 'x', true));
			if (right > left) {
				ctx.fillRect(left, bbox.top, right - left, bbox.height);
			}
		}
		ctx.restore();
	}

	/** When Redis was not in full use, in seconds before now. */
	function outages() {
		const found = [];
		let begun = null;
		for (const event of history.events().filter((each) => each.change)) {
			const at = ago(history.toLocal(event.at));
			if (event.change.to === 'AVAILABLE') {
				found.push({ from: begun ?? -WINDOW, to: at });
				begun = null;
			}
			else {
				begun ??= at;
			}
		}
		return (begun !== null) ? [...found, { from: begun, to: 0 }] : found;
	}

	function marks(u) {
		const { ctx, bbox } = u;
		const scale = devicePixelRatio;
		ctx.save();
		ctx.beginPath();
		ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
		ctx.clip();
		ctx.font = `${12 * scale}px system-ui, sans-serif`;
		LIMITS.forEach((limit) => limitLine(u, limit, scale));
		actionLines(u, scale);
		ctx.setLineDash([]);
		calls.forEach((call) => mark(u, call, scale));
		// uPlot remembers what it set last, so everything must be as it was.
		ctx.restore();
	}

	function limitLine(u, { ms, text, color, below }, scale) {
		const { ctx, bbox } = u;
		const y = Math.round(u.valToPos(ms, 'y', true));
		ctx.strokeStyle = ctx.fillStyle = colors[color];
		ctx.lineWidth = scale;
		ctx.setLineDash([6 * scale, 4 * scale]);
		ctx.beginPath();
		ctx.moveTo(bbox.left, y);
		ctx.lineTo(bbox.left + bbox.width, y);
		ctx.stroke();
		label(ctx, text, bbox.left + 8 * scale, y + (below ? 16 : -7) * scale, scale);
	}

	/** Text on a rim of the ground's colour, so that no line runs through it. */
	function label(ctx, text, x, y, scale) {
		const color = ctx.strokeStyle;
		ctx.textAlign = 'left';
		ctx.strokeStyle = colors.card;
		ctx.lineWidth = 4 * scale;
		ctx.lineJoin = 'round';
		ctx.setLineDash([]);
		ctx.strokeText(text, x, y);
		ctx.fillText(text, x, y);
		ctx.strokeStyle = color;
		ctx.lineWidth = scale;
	}

	/** What was done to Redis. Names that would touch are put above one another. */
	function actionLines(u, scale) {
		const { ctx, bbox } = u;
		const ends = [];
		ctx.strokeStyle = ctx.fillStyle = colors.text;
		ctx.setLineDash([]);
		ctx.lineWidth = scale;
		for (const event of history.events().filter((each) => each.action)) {
			const x = Math.round(u.valToPos(ago(history.toLocal(event.at)), 'x', true));
			if (x >= bbox.left) {
				ctx.beginPath();
				ctx.moveTo(x, bbox.top);
				ctx.lineTo(x, bbox.top + bbox.height);
				ctx.stroke();
				const width = ctx.measureText(event.action).width;
				const onLeft = x + width + 10 * scale > bbox.left + bbox.width;
				const left = onLeft ? x - width - 5 * scale : x + 5 * scale;
				const row = [...ends, -Infinity].findIndex((end) => left > end + 6 * scale);
				ends[row] = left + width;
				label(ctx, event.action, left, bbox.top + bbox.height - (7 + 15 * row) * scale, scale);
			}
		}
	}

	function mark(u, call, scale) {
		const { ctx } = u;
		const x = u.valToPos(ago(call.at), 'x', true);
		const y = u.valToPos(Math.min(SLOWEST, Math.max(FASTEST, call.ms)), 'y', true);
		const shape = SHAPES[call.outcome];
		ctx.fillStyle = ctx.strokeStyle = colors[shape.color];
		ctx.lineWidth = 1.75 * scale;
		ctx.beginPath();
		shape.draw(ctx, x, y, 3.6 * scale);
		if (call.outcome === 'redis' || call.outcome === 'local') {
			ctx.fill();
		}
		else {
			ctx.stroke();
		}
	}

	const axis = { stroke: () => colors.quiet, font: '12px system-ui, sans-serif', ticks: { show: false } };
	const plot = new uPlot({
		width: place.clientWidth,
		height: place.clientHeight,
		padding: [10, 12, 0, 0],
		legend: { show: false },
		cursor: { show: false },
		scales: {
			x: { time: false, range: [-WINDOW, 0] },
			y: { distr: 3, range: [FASTEST, SLOWEST] },
		},
		series: [{}, { show: false }],
		axes: [
			{
				...axis,
				size: 34,
				gap: 10,
				grid: { show: false },
				splits: () => [-60, -45, -30, -15, 0],
				values: (_, splits) => splits.map((s) => (s === 0) ? 'now' : `${-s} s ago`),
			},
			{
				...axis,
				size: 62,
				grid: { stroke: () => colors.line, width: 1 },
				splits: () => DECADES,
				filter: (_, splits) => splits,
				values: (_, splits) => splits.map((ms) => (ms < 1000) ? `${ms} ms` : `${ms / 1000} s`),
			},
		],
		hooks: { drawClear: [bands], draw: [marks] },
	}, [[-WINDOW, 0], [null, null]], place);

	function summary() {
		if (calls.length === 0) {
			return;
		}
		const sorted = calls.map((call) => call.ms).sort((a, b) => a - b);
		const count = (name) => calls.filter((call) => call.outcome === name).length;
		setText(byId('plot-summary'), `Last minute: ${calls.length} calls, median ${duration(sorted[sorted.length >> 1])}, `
			+ `slowest ${duration(sorted.at(-1))}. ${count('redis')} with Redis, ${count('local')} while it was `
			+ `away or refusing, ${count('refused')} over the limit, ${count('failed')} failed.`);
	}

	function draw() {
		const oldest = Date.now() - WINDOW * 1000;
		calls = calls.filter((call) => call.at >= oldest);
		plot.redraw(false);
	}

	function tick() {
		if (!document.hidden) {
			draw();
		}
		setTimeout(tick, calm.matches ? 1000 : 100);
	}

	new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: place.clientHeight })).observe(place);
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plot.redraw());
	setInterval(summary, 1000);
	tick();

	return { add: (answer) => calls.push({ at: answer.at, ms: answer.ms, outcome: outcome(answer) }) };
}
