/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.sample.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.sample.Stopwatch;
import io.zmqspring.sample.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page in a real browser. All parts run in one process, but the subscribers of the
 * camera connect over tcp, because over inproc a subscriber does not reconnect to a
 * restarted publisher.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EnabledIf(value = "io.zmqspring.sample.live.Browser#isInstalled",
		disabledReason = "chromium and chromedriver are not both on the PATH")
class LivePageTests {

	private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(5);

	private static final String CAMERA = "#role-publisher-camera ";

	private static final String WITH_REPLAY = "#numbered-dashboard ";

	private static final String DASHBOARD = "#role-subscriber-dashboard ";

	private static ChromeDriver browser;

	private final Environment environment;

	private final ZmqPublisher cameraPublisher;

	private final ZmqPublisher dashboardPublisher;

	private final Topics topics;

	private final LiveStream stream;

	@Autowired
	LivePageTests(Environment environment, ZmqPublisher cameraPublisher, ZmqPublisher dashboardPublisher, Topics topics,
			LiveStream stream) {
		this.environment = environment;
		this.cameraPublisher = cameraPublisher;
		this.dashboardPublisher = dashboardPublisher;
		this.topics = topics;
		this.stream = stream;
	}

	@BeforeAll
	static void startBrowser() {
		browser = Browser.start();
	}

	@AfterAll
	static void quitBrowser() {
		browser.quit();
	}

	@BeforeEach
	void openPage() {
		Browser.resize(browser, 1280, 900);
		browser.get("http://localhost:" + this.environment.getRequiredProperty("local.server.port") + "/");
		await().until(() -> text(CAMERA + "[data-field=state]").equals("RUNNING"));
	}

	@AfterEach
	void startStoppedParts() {
		this.stream.start();
		this.cameraPublisher.start();
	}

	@Test
	void ratesAndPlotsAreUpdated() {
		await().untilAsserted(() -> assertThat(number(CAMERA + "[data-rate=sent]")).isPositive());
		double total = number(CAMERA + "[data-total=sent]");
		String plot = plot();
		await().untilAsserted(() -> {
			assertThat(number(CAMERA + "[data-total=sent]")).isGreaterThan(total);
			assertThat(plot()).isNotEqualTo(plot);
			assertThat(number("#sum-received")).isPositive();
			assertThat(number("#role-worker-thumbnail [data-rate=sent]")).isPositive();
		});
	}

	@Test
	void everyRoleHasACard() {
		assertThat(browser.findElements(By.cssSelector("#role-list > li")))
			.extracting((card) -> card.getDomAttribute("id"))
			.containsExactly("role-publisher-camera", "role-publisher-dashboard", "role-subscriber-camera",
					"role-subscriber-controller", "role-subscriber-dashboard", "role-controller-pictures",
					"role-worker-histogram", "role-worker-thumbnail");
	}

	@Test
	void stoppedPublisherIsShownWithinFiveSecondsAndCanBeStarted() {
		press(CAMERA + "[data-field=toggle]");
		awaitState(CAMERA, "STOPPED");
		assertThat(this.cameraPublisher.state()).isEqualTo(ZmqState.STOPPED);
		assertThat(text("#sum-running")).isEqualTo("7");
		await().untilAsserted(() -> assertThat(number(DASHBOARD + "[data-rate=received]")).isZero());
		await().until(() -> text("#announcement").equals("Publisher camera is STOPPED"));
		await().untilAsserted(() -> assertThat(number(CAMERA + "[data-rate=sent]")).isZero());
		press(CAMERA + "[data-field=toggle]");
		awaitState(CAMERA, "RUNNING");
		await().untilAsserted(() -> assertThat(number(CAMERA + "[data-rate=sent]")).isPositive());
	}

	@Test
	void subscriberCanBePausedAndResumed() {
		press(DASHBOARD + "[data-field=pause]");
		awaitState(DASHBOARD, "PAUSED");
		press(DASHBOARD + "[data-field=pause]");
		awaitState(DASHBOARD, "RUNNING");
	}

	@Test
	void picturesAndResultsAreShown() {
		await().untilAsserted(() -> {
			assertThat(width("camera/frame")).isEqualTo(640);
			assertThat(width("thumbnail")).isEqualTo(160);
			assertThat(browser.findElements(By.cssSelector(".bars rect"))).hasSize(8);
		});
	}

	@Test
	void rejectedMessageIsListedWithItsReason() {
		String before = text("#loss-rows");
		await().until(() -> this.dashboardPublisher.hasSubscriber(this.topics.command()));
		this.dashboardPublisher.publish("not a command", this.topics.command());
		await().untilAsserted(
				() -> assertThat(text("#loss-rows")).isNotEqualTo(before).contains("Subscriber camera", "undecodable"));
		assertThat(text("#role-subscriber-camera [data-field=error]")).startsWith("Last error: ");
	}

	@Test
	void handlerTimesAreShown() {
		await().untilAsserted(() -> assertThat(number("#handler-rows td:nth-of-type(1)")).isPositive());
	}

	@Test
	void lostConnectionIsShownAndReestablished() {
		this.stream.stop();
		Stopwatch.start()
			.assertWithin(PAGE_TIMEOUT, () -> assertThat(browser.findElement(By.id("lost")).isDisplayed()).isTrue());
		assertThat(text("#link-text")).isEqualTo("Connection lost");
		this.stream.start();
		await().until(() -> text("#link-text").equals("Live"));
		assertThat(browser.findElement(By.id("lost")).isDisplayed()).isFalse();
	}

	@Test
	void frozenPageIsNotUpdated() {
		press("#freeze");
		String plot = plot();
		assertThat(browser.findElement(By.id("frozen")).isDisplayed()).isTrue();
		await().during(Duration.ofSeconds(2)).until(() -> plot().equals(plot));
		press("#freeze");
		await().until(() -> !plot().equals(plot));
	}

	// Run alone with -Dzmq.screenshots=../docs/images for the pictures of the manual:
	// these show a whole minute with losses
	@Test
	void pageIsShownInLightAndDarkColors() throws IOException {
		boolean forManual = System.getProperty("zmq.screenshots") != null;
		Path directory = Path.of(System.getProperty("zmq.screenshots", "target/screenshots"));
		Browser.resize(browser, 1280, 1000);
		await().untilAsserted(() -> assertThat(width("thumbnail")).isEqualTo(160));
		if (forManual) {
			browser.findElement(By.id("lose")).sendKeys(Keys.SPACE);
			await().atMost(Duration.ofMinutes(2))
				.until(() -> number(CAMERA + "[data-total=sent]") > 720
						&& number(WITH_REPLAY + "[data-field=recovered]") > 40);
		}
		Path light = directory.resolve("dashboard-light.webp");
		Path dark = directory.resolve("dashboard-dark.webp");
		Browser.screenshot(browser, "light", light);
		assertThat(background()).isEqualTo("rgb(243, 245, 248)");
		Browser.screenshot(browser, "dark", dark);
		assertThat(background()).isEqualTo("rgb(15, 19, 26)");
		assertThat(light).content(StandardCharsets.ISO_8859_1).startsWith("RIFF");
		assertThat(Files.size(light)).isGreaterThan(10_000);
		assertThat(Files.size(dark)).isGreaterThan(10_000);
	}

	private static Object background() {
		return browser.executeScript("return getComputedStyle(document.body).backgroundColor");
	}

	@Test
	void consoleShowsNoErrors() {
		Browser.complaints(browser);
		browser.navigate().refresh();
		await().untilAsserted(() -> assertThat(width("camera/frame")).isEqualTo(640));
		await().until(() -> number(CAMERA + "[data-rate=sent]") > 0);
		assertThat(Browser.complaints(browser)).isEmpty();
	}

	@Test
	void pageOnAPhoneDoesNotScrollSideways() {
		Browser.resize(browser, 360, 780);
		await().until(() -> !text(WITH_REPLAY + "[data-field=lost]").isEmpty());
		assertThat(browser.findElement(By.id("lose")).getRect().getWidth()).isBetween(100, 330);
		assertThat(browser.executeScript("return innerWidth")).isEqualTo(360L);
		assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
			.isEqualTo(browser.executeScript("return document.documentElement.clientWidth"));
	}

	@Test
	void tabReachesSkipLinkAndStopButton() {
		Set<String> reached = new LinkedHashSet<>();
		while (reached.size() < 100 && !"stop".equals(focused().getDomAttribute("data-action"))) {
			focused().sendKeys(Keys.TAB);
			assertThat(reached.add(focused().getDomProperty("textContent"))).as("The focus moves to the next element")
				.isTrue();
		}
		assertThat(reached).startsWith("Skip to the roles", "Freeze page", "Lose 20 % of the pictures")
			.endsWith("Stop publisher camera");
		focused().sendKeys(Keys.SPACE);
		Stopwatch.start()
			.assertWithin(PAGE_TIMEOUT, () -> assertThat(this.cameraPublisher.state()).isEqualTo(ZmqState.STOPPED));
		assertThat(focused().getDomAttribute("data-action")).isIn("stop", "start");
	}

	private static WebElement focused() {
		return browser.switchTo().activeElement();
	}

	private static void press(String selector) {
		Browser.press(browser, selector);
	}

	private static void awaitState(String role, String state) {
		Stopwatch.start()
			.assertWithin(PAGE_TIMEOUT, () -> assertThat(text(role + "[data-field=state]")).isEqualTo(state));
	}

	private static String text(String selector) {
		return Browser.text(browser, selector);
	}

	private static double number(String selector) {
		return Browser.number(browser, selector);
	}

	private static String plot() {
		return String.valueOf(browser.findElement(By.cssSelector(CAMERA + ".line")).getDomAttribute("d"));
	}

	private static long width(String exhibit) {
		Object width = browser.executeScript(
				"return document.querySelector('img[src*=\"' + arguments[0] + '?\"]')?.naturalWidth ?? 0", exhibit);
		return (width instanceof Number number) ? number.longValue() : 0;
	}

}
