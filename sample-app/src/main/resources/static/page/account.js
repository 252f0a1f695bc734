// Registering, logging in and out.
import { get, post, problemOf } from './api.js';
import { byId, element, setText } from './dom.js';

// As the server calls the fields of its two requests, and as the form does.
const FIELDS = { username: 'username', email: 'email', password: 'password', password1: 'password', password2: 'password' };

/** @param onAnswer told each answer of a login, registration or logout */
export function account(onAnswer) {
	const form = byId('login');
	let registering = false;
	let user = null;

	function show(name) {
		user = name;
		byId('signed-in').hidden = !name;
		byId('signed-out').hidden = Boolean(name);
		setText(byId('user-name'), name ?? '');
	}

	function setMode(register) {
		registering = register;
		byId('email-field').hidden = !register;
		setText(byId('submit'), register ? 'Register and log in' : 'Log in');
		setText(byId('mode'), register ? 'Registered already? Log in' : 'New here? Register');
		form.elements.password.autocomplete = register ? 'new-password' : 'current-password';
		fail(null);
	}

	/** Say what is wrong, and mark the fields that it is about. */
	function fail(answer) {
		const wrong = new Set((answer?.body?.errors ?? []).map((error) => FIELDS[error.field]));
		for (const input of form.elements) {
			if (input.name) {
				input.setAttribute('aria-invalid', String(wrong.has(input.name)));
			}
		}
		setText(byId('account-problem'), answer ? problemOf(answer) : '');
	}

	async function submit() {
		const { username, email, password } = Object.fromEntries(new FormData(form));
		if (registering) {
			const registered = await post('/api/register/', { username, email, password1: password, password2: password });
			onAnswer(registered);
			if (!registered.ok) {
				fail(registered);
				return;
			}
		}
		const answer = await post('/api/login', { email: username, password });
		onAnswer(answer);
		if (!answer.ok) {
			fail(answer);
			return;
		}
		form.reset();
		setMode(false);
		show(answer.body.name);
		byId('logout').focus();
	}

	async function logOut() {
		const answer = await post('/api/logout');
		onAnswer(answer);
		fail(answer.ok ? null : answer);
		if (answer.ok) {
			show(null);
			form.elements.username.focus();
		}
	}

	/** Buttons for Google, GitHub and the like, if the application has any. */
	async function showProviders() {
		const answer = await get('/api/auth/providers');
		const providers = (answer.ok && Array.isArray(answer.body)) ? answer.body : [];
		const links = providers.map((provider) => {
			const link = element('a', `Log in with ${provider.name}`, 'button');
			link.href = provider.url;
			return link;
		});
		byId('providers').hidden = links.length === 0;
		byId('providers').replaceChildren(...links);
	}

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		submit();
	});
	byId('mode').addEventListener('click', () => setMode(!registering));
	byId('logout').addEventListener('click', logOut);
	get('/api/demo/session').then((answer) => show(answer.body?.name ?? null));
	showProviders();

	return {
		isSignedIn: () => user !== null,
		/** The session has ended elsewhere. */
		ended: () => show(null),
	};
}
