/** The way of people, in a real browser: first admin, invitation, second factor, sign-in, and a session that is ended elsewhere. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { post } from "../../src/sandbox/furnish.ts";
import { firstAdminCode } from "../../src/trust/people/links.ts";
import { authenticatorCode, PASSWORD, STEP_MS } from "../support/authenticator.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { shot } from "../support/shot.ts";

let browser: Browser;
let demo: Demo;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

async function person(options: { locale: string; width: number; dark?: boolean }): Promise<Page> {
  const context = await browser.newContext({
    locale: options.locale,
    timezoneId: "Asia/Shanghai",
    viewport: { width: options.width, height: 900 },
    colorScheme: options.dark ? "dark" : "light",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) throw new Error(message.text());
  });
  return page;
}

it("goes from the first admin to a second factor, and ends a session elsewhere without losing a draft", async () => {
  const { secret } = firstAdminCode({ store: demo.node.inbox.store, actor: SYSTEM });
  const ada = await person({ locale: "en-GB", width: 1440 });
  await ada.goto(`${demo.node.url}/welcome#${secret}`);
  await ada.getByRole("heading", { name: "Create the first admin" }).waitFor();
  expect(ada.url()).not.toContain(secret);
  await ada.getByLabel("E-mail").fill("ada@bobo.example");
  await ada.getByLabel("Name").fill("Ada");
  await ada.getByLabel("Password").fill("password1234");
  await ada.getByRole("button", { name: "Continue" }).click();
  await ada.getByText("Choose another").waitFor();
  expect(await ada.getByLabel("E-mail").inputValue()).toBe("ada@bobo.example");
  await shot(ada, "welcome-en");
  await ada.getByLabel("Password").fill(PASSWORD);
  await ada.getByRole("button", { name: "Continue" }).click();
  await ada.locator(".list").waitFor();

  await ada.getByRole("link", { name: "Settings" }).click();
  await ada.getByRole("link", { name: "Team" }).click();
  await ada.getByLabel("E-mail").fill("mia@bobo.example");
  await ada.getByRole("button", { name: "Invite" }).click();
  const link = (await ada.getByTestId("shown-once").textContent()) ?? "";
  await shot(ada, "team-en");

  const mia = await person({ locale: "zh-CN", width: 390, dark: true });
  await mia.goto(link);
  await mia.getByLabel("名字").fill("米娅");
  await mia.getByLabel("密码").fill(PASSWORD);
  await shot(mia, "invitation-zh-phone");
  await mia.getByRole("button", { name: "继续" }).click();
  await mia.locator(".list").waitFor();

  await mia.goto(`${demo.node.url}/settings/me`);
  await mia.getByLabel("当前密码").first().fill(PASSWORD);
  await mia.getByRole("button", { name: "开启" }).click();
  await mia.getByRole("img", { name: "两步验证" }).waitFor();
  await shot(mia, "enrol-zh-phone");
  const typed = ((await mia.locator(".enrol > code").textContent()) ?? "").replaceAll(" ", "");
  await mia.getByLabel("验证码").fill(authenticatorCode(typed, Date.now()));
  await mia.getByRole("button", { name: "确认" }).click();
  await mia.getByText("已开启").waitFor();
  await shot(mia, "account-zh-phone");

  await mia.getByRole("button", { name: "退出登录" }).click();
  await mia.getByRole("heading", { name: "登录", exact: true }).waitFor();
  await shot(mia, "sign-in-zh-phone");
  await mia.getByLabel("邮箱").fill("mia@bobo.example");
  await mia.getByLabel("密码").fill("wrong wrong wrong");
  await mia.getByRole("button", { name: "登录", exact: true }).click();
  await mia.getByText("邮箱或密码不对").waitFor();
  await mia.getByLabel("密码").fill(PASSWORD);
  await mia.getByRole("button", { name: "登录", exact: true }).click();
  await mia.getByLabel("验证码").fill(authenticatorCode(typed, Date.now() + STEP_MS));
  await mia.getByRole("button", { name: "登录", exact: true }).click();

  const { side } = demo.bench.telegram;
  const user = demo.newUser("telegram", "林晓");
  const brand = side.people().find(({ role }) => role === "brand");
  post(side, { from: user.id, to: brand?.id ?? "", text: "我的账户被锁定了" });
  await mia.getByTestId("conversation-row").filter({ hasText: "林晓" }).or(mia.locator(".held")).first().click();
  const row = mia.getByTestId("conversation-row").filter({ hasText: "林晓" });
  await row.or(mia.getByTestId("message")).first().waitFor();
  if (await row.first().isVisible()) await row.first().click();
  await mia.locator("textarea").fill("您好，正在看");

  await ada.getByLabel("More for 米娅").click();
  await ada.getByRole("button", { name: "End sessions" }).click();
  await mia.getByText("登录后接着写").waitFor();
  await mia.getByLabel("邮箱").fill("mia@bobo.example");
  await mia.getByLabel("密码").fill(PASSWORD);
  await mia.getByRole("button", { name: "登录", exact: true }).click();
  await mia.getByRole("button", { name: "用备用码" }).waitFor();
  await shot(mia, "code-zh-phone");
  await ada.getByRole("button", { name: "Reset password and two-step" }).click();
  await ada.getByText("is signed out everywhere").waitFor();
  const again = (await ada.getByTestId("shown-once").textContent()) ?? "";
  const back = new URL(mia.url());
  await mia.goto(again);
  await mia.getByLabel("新密码").fill("quiet marble orchard 9");
  await mia.getByRole("button", { name: "继续" }).click();
  await mia.locator(".list").waitFor();
  await mia.goto(back.href);
  expect(await mia.locator("textarea").inputValue()).toBe("您好，正在看");
}, 120_000);
