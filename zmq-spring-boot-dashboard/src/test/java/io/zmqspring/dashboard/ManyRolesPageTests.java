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

package io.zmqspring.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import io.zmqspring.dashboard.browser.Browser;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page with 40 roles, on a screen and on a phone, by mouse and by keyboard.
 */
class ManyRolesPageTests extends RealBrowser {

	private static final String JOBS = "#role-subscriber-jobs ";

	private static final String HUB = "#role-hub-central ";

	private static RunningApplication application;

	@BeforeAll
	static void startApplication() {
		application = ManyRolesApplication.start();
	}

	@AfterAll
	static void stopApplication() {
		application.close();
	}

	@BeforeEach
	void openPage() {
		open(application.origin() + "/zmq");
		await().until(() -> text(JOBS + "[data-field=state]").equals("RUNNING"));
		Browser.complaints(browser);
	}

	@Test
	void everyRoleHasACardAndUnknownKindsComeLast() {
		assertThat(browser.findElements(By.cssSelector("#role-list > li"))).hasSize(40);
		assertThat(text("#sum-roles")).isEqualTo("40");
		assertThat(browser.findElements(By.cssSelector("#role-list > li")).get(39).getDomAttribute("id"))
			.isEqualTo("role-hub-central");
		assertThat(text(HUB + ".kind")).isEqualTo("hub");
		await().until(() -> number(HUB + "[data-rate=received]") >= 0 && number(HUB + "[data-rate=sent]") >= 0);
		assertThat(isShown(HUB + "[data-field=pause]")).isFalse();
	}

	@Test
	void valuesAreNeverMarkup() {
		assertThat(text(HUB + "[data-field=faults]")).isEqualTo("The markup <b>is not</b> markup");
		assertThat(browser.findElements(By.cssSelector(HUB + "[data-field=faults] b"))).isEmpty();
	}

	@Test
	void aRoleThatCannotBeReadDoesNotHideTheOthers() {
		assertThat(text("#role-hub-broken [data-field=state]")).isEqualTo("UNKNOWN");
		assertThat(text("#role-hub-broken [data-field=faults]")).contains("could not be read; the log has the reason");
	}

	@Test
	void barsAreShown() {
		await().until(() -> browser.findElements(By.cssSelector(".bars rect")).size() == 4);
		assertThat(browser.findElement(By.cssSelector(".bars")).getDomAttribute("aria-label"))
			.isEqualTo("Temperatures, from left to right: 3, 5, 8, 2");
	}

	@Test
	void switchIsTurnedByKeyboard() {
		String button = "#switch-pump button";
		assertThat(text("#switch-pump")).contains("Run the pump", "The pump is for emergencies.");
		browser.findElement(By.cssSelector(button)).sendKeys(Keys.SPACE);
		await().until(() -> "true".equals(browser.findElement(By.cssSelector(button)).getDomAttribute("aria-pressed")));
		browser.findElement(By.cssSelector(button)).sendKeys(Keys.ENTER);
		await()
			.until(() -> "false".equals(browser.findElement(By.cssSelector(button)).getDomAttribute("aria-pressed")));
		assertThat(Browser.complaints(browser)).isEmpty();
	}

	@Test
	void switchThatFailsSaysSo() {
		assertThat(text("#switch-failing")).contains("could not be read");
		Browser.press(browser, "#switch-failing button");
		await().until(() -> text("#switch-failing .action-error").startsWith("This has failed: "));
		Browser.complaints(browser);
	}

	@Test
	void rolesAreStoppedAndPausedByKeyboardAlone() {
		ZmqSubscriber jobs = application.context().getBean("jobsSubscriber", ZmqSubscriber.class);
		assertThat(tabTo("Pause subscriber jobs")).startsWith("Skip to the roles", "Freeze page", "Run the pump")
			.contains("Stop publisher events")
			.endsWith("Pause subscriber jobs");
		focused().sendKeys(Keys.SPACE);
		await().until(() -> jobs.state() == ZmqState.PAUSED);
		await().until(() -> text(JOBS + "[data-field=pause]").equals("Resume subscriber jobs"));
		assertThat(focused().getDomProperty("textContent")).as("the button keeps the focus")
			.isEqualTo("Resume subscriber jobs");
		await().until(() -> text("#announcement").equals("Subscriber jobs is PAUSED"));
		focused().sendKeys(Keys.SPACE);
		await().until(() -> jobs.state() == ZmqState.RUNNING);
	}

	@Test
	void skipLinkLeadsToTheRoles() {
		focused().sendKeys(Keys.TAB);
		focused().sendKeys(Keys.ENTER);
		assertThat(focused().getDomAttribute("id")).isEqualTo("roles");
	}

	@Test
	void pageOnAPhoneDoesNotScrollSideways() {
		Browser.resize(browser, 360, 780);
		assertThat(browser.executeScript("return innerWidth")).isEqualTo(360L);
		assertThat(Browser.overflow(browser)).isZero();
		assertThat(browser.findElement(By.cssSelector(JOBS + "[data-field=toggle]")).getRect().getHeight())
			.isGreaterThanOrEqualTo(36);
	}

	@ParameterizedTest
	@CsvSource({ "light, 'rgb(243, 245, 248)'", "dark, 'rgb(15, 19, 26)'" })
	void pageFollowsTheColorsOfTheUser(String colors, String background) throws IOException {
		Path file = Path.of("target/screenshots/many-" + colors + ".webp");
		Browser.screenshot(browser, colors, file);
		assertThat(browser.executeScript("return getComputedStyle(document.body).backgroundColor"))
			.isEqualTo(background);
		assertThat(Files.size(file)).isGreaterThan(10_000);
	}

	@Test
	void everythingComesFromTheApplicationAndTheConsoleShowsNoErrors() {
		browser.navigate().refresh();
		await().until(() -> browser.findElements(By.cssSelector(".bars rect")).size() == 4);
		assertThat(Browser.loaded(browser)).isNotEmpty()
			.allMatch((address) -> address.startsWith(application.origin() + "/"));
		assertThat(Browser.complaints(browser)).isEmpty();
	}

	@Test
	void lostConnectionIsShownAndReestablished() {
		offline(true);
		await().until(() -> isShown("#lost"));
		assertThat(text("#link-text")).isEqualTo("Connection lost");
		assertThat(text("#lost-reason")).isEqualTo("The connection to the server is lost.");
		offline(false);
		await().until(() -> text("#link-text").equals("Live"));
		assertThat(isShown("#lost")).isFalse();
		Browser.complaints(browser);
	}

	private static void offline(boolean offline) {
		browser.executeCdpCommand("Network.enable", Map.of());
		browser.executeCdpCommand("Network.emulateNetworkConditions",
				Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	@Test
	void pageThatIsNotVisibleDoesNotAsk() {
		browser.executeScript("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })");
		await().until(() -> requests() == requestsAfterAWhile());
		browser.executeScript("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
		int before = requests();
		await().until(() -> requests() > before);
	}

	private static int requestsAfterAWhile() {
		browser.executeAsyncScript("setTimeout(arguments[0], 700)");
		return requests();
	}

	private static int requests() {
		return (int) Browser.loaded(browser).stream().filter((address) -> address.endsWith("/zmq/state")).count();
	}

}
