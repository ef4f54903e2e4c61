// Looks at the board with the system's Chromium while BoardTest kills the leader: node board.mjs URL SCREENSHOTS
// Says "sees NAME", which is the leader on the page; waits for a line; says "names NAME MILLIS", which is the next one and when the
// page named it, in milliseconds since the epoch; and "done" when the page shows all tasks as done.
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const [url, screenshots] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
});
try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 620 } });
    const thrown = [];
    page.on('pageerror', error => thrown.push(error.message));
    await page.goto(url);
    // Gone after a reload.
    await page.evaluate(() => { window.first = true; });

    const three = () => document.querySelectorAll('.node:not(.gone)').length === 3
        && document.querySelector('.node.leads');
    await page.waitForFunction(three);
    const leader = await page.evaluate(() => document.getElementById('leader').dataset.name);
    await page.fill('[name=title]', 'Posted on the page');
    await page.fill('[name=seconds]', '1');
    await page.click('#post button:not([type])');
    await page.waitForFunction(() => document.body.textContent.includes('Posted on the page'));
    console.log(`sees ${leader}`);

    await lines.next();
    // By the page's own clock when it changes, however late this program hears of it.
    await page.evaluate(old => {
        const shown = document.getElementById('leader');
        window.named = new Promise(resolve => {
            new MutationObserver(() => {
                const name = shown.dataset.name;
                if (name && name !== old) {
                    resolve([name, Date.now()]);
                }
            }).observe(shown, { attributeFilter: ['data-name'] });
        });
    }, leader);
    await page.screenshot({ path: `${screenshots}/before.png` });
    console.log('watches');
    const [name, at] = await page.evaluate(() => window.named);
    console.log(`names ${name} ${at}`);
    await page.waitForFunction(old => document.querySelector(`.node.gone[data-name=${old}]`), leader);
    await page.waitForFunction(() => document.querySelector('.again'));
    await page.screenshot({ path: `${screenshots}/after.png` });

    await page.waitForFunction(() => /^0 open, 0 given/.test(document.getElementById('counts').textContent));
    await page.screenshot({ path: `${screenshots}/done.png` });
    if (!await page.evaluate(() => window.first)) {
        throw new Error('the page was loaded again');
    }
    if (thrown.length) {
        throw new Error(`the page threw: ${thrown.join(', ')}`);
    }
    console.log('done');
} finally {
    await browser.close();
}
process.exit(0);
