'use strict';

// Asks for the whole board a few times a second. Whichever node nginx reaches answers; one that is gone costs one question.
const PERIOD = 250;
const PATIENCE = 3000;

// Every node that was seen, so that one that is gone stays on the page.
const seen = new Map();

const byId = id => document.getElementById(id);

function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className || '';
    return made;
}

function showNodes(board) {
    const living = new Set(board.nodes.map(node => node.name));
    board.nodes.forEach(node => seen.set(node.name, node));
    const cards = [...seen.values()].sort((a, b) => a.url < b.url ? -1 : 1).map(node => {
        const leads = node.name === board.leader;
        const gone = !living.has(node.name);
        const card = element('div', '', 'node' + (leads ? ' leads' : '') + (gone ? ' gone' : ''));
        const tasks = board.tasks.filter(task => task.state === 'given' && task.node === node.name);
        card.dataset.name = node.name;
        card.append(element('span', gone ? 'gone' : leads ? 'leads' : ''), element('b', node.name),
            element('div', node.url),
            element('div', tasks.length ? 'works on ' + tasks.map(task => '#' + task.id).join(', ') : 'idle'));
        return card;
    });
    byId('nodes').replaceChildren(...cards);
}

function state(task) {
    const cell = document.createElement('td');
    if (task.state === 'given' && task.elapsed !== null) {
        const bar = document.createElement('progress');
        bar.max = task.seconds;
        bar.value = Math.min(task.elapsed, task.seconds);
        cell.append(bar);
    } else {
        cell.append(element('span', task.state, task.state));
    }
    return cell;
}

function showTasks(board) {
    const rows = board.tasks.map(task => {
        const row = document.createElement('tr');
        row.dataset.id = task.id;
        row.append(element('td', task.id), element('td', task.title),
            element('td', task.state === 'open' ? '' : task.node),
            element('td', task.attempt || '', task.attempt > 1 ? 'again' : ''), state(task));
        return row;
    });
    byId('tasks').replaceChildren(...rows);
    const counts = board.counts;
    byId('counts').textContent = `${counts.open} open, ${counts.given} given, ${counts.done} done`;
}

function showNews(board) {
    const lines = board.news.map(line => {
        const item = document.createElement('li');
        item.append(element('time', new Date(line.at).toLocaleTimeString('en-GB')), element('b', line.node),
            ' ' + line.sentence);
        return item;
    });
    byId('news').replaceChildren(...lines);
    byId('refused').textContent = board.refused ? `${board.refused} writes with an old token refused` : '';
}

function show(board) {
    byId('leader').textContent = board.leader === null ? 'nobody leads' : `${board.leader} leads`;
    byId('leader').dataset.name = board.leader || '';
    byId('source').textContent = `answered by ${board.answeredBy}`;
    byId('source').className = '';
    showNodes(board);
    showTasks(board);
    showNews(board);
}

async function look() {
    try {
        const answer = await fetch('api/board', {cache: 'no-store', signal: AbortSignal.timeout(PATIENCE)});
        if (!answer.ok) {
            throw new Error(`status ${answer.status}`);
        }
        show(await answer.json());
    } catch (failure) {
        byId('source').textContent = `no answer (${failure.message}), asking again`;
        byId('source').className = 'lost';
    }
    setTimeout(look, PERIOD);
}

// The same request again is the same task, so that it may be repeated while leadership moves.
async function post(title, seconds) {
    const body = JSON.stringify({title, seconds, request: newRequest()});
    for (let left = 20; ; left--) {
        const answer = await fetch('api/tasks', {method: 'POST', headers: {'content-type': 'application/json'}, body})
            .catch(failure => ({ok: false, status: 503, statusText: failure.message}));
        if (answer.ok) {
            return;
        }
        if (answer.status < 500 || left === 0) {
            throw new Error(answer.status < 500 ? (await answer.json()).detail : answer.statusText);
        }
        await new Promise(resolve => setTimeout(resolve, PERIOD));
    }
}

// Not crypto.randomUUID, which browsers have for https and localhost alone.
function newRequest() {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function postFrom(form, times) {
    const title = form.title.value.trim();
    const names = times === 1 ? [title] : Array.from({length: times}, (_, i) => `${title} ${i + 1}`);
    byId('complaint').textContent = '';
    Promise.all(names.map(name => post(name, Number(form.seconds.value))))
        .catch(failure => byId('complaint').textContent = failure.message);
}

byId('post').addEventListener('submit', event => {
    event.preventDefault();
    postFrom(event.target, 1);
});
byId('ten').addEventListener('click', () => byId('post').reportValidity() && postFrom(byId('post'), 10));
look();
