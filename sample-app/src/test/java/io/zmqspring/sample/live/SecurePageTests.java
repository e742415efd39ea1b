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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.zeromq.ZContext;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.sample.SecureSample;
import io.zmqspring.security.CurveKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The section of the page that shows who is authenticated and who was denied, in
 * Chromium. The tests are skipped if it is not installed.
 */
@EnabledIf(value = "io.zmqspring.sample.live.Browser#isInstalled",
		disabledReason = "chromium and chromedriver are not both on the PATH")
class SecurePageTests extends SecureSample {

	private static ChromeDriver browser;

	private final ZmqPublisher cameraPublisher;

	private final String origin;

	@Autowired
	SecurePageTests(Environment environment, ZmqPublisher cameraPublisher) {
		this.cameraPublisher = cameraPublisher;
		this.origin = "http://localhost:" + environment.getRequiredProperty("local.server.port") + "/";
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
		browser.get(this.origin);
		await().until(() -> names("#authenticated-rows").containsAll(Set.of("camera", "dashboard", "controller")));
	}

	private static Set<String> names(String rows) {
		Set<String> names = new LinkedHashSet<>();
		browser.findElements(By.cssSelector(rows + " th span"))
			.forEach((element) -> names.add(element.getDomProperty("textContent")));
		return names;
	}

	private ZContext intruder() throws IOException {
		ZContext context = new ZContext();
		intrude(context, this.cameraPublisher.addresses().get(0), publicKeyOfTheCamera());
		return context;
	}

	private static String publicKeyOfTheCamera() throws IOException {
		return Files.readString(KEYS.resolve("camera.key")).split("\"")[1];
	}

	@Test
	void peersAreShownByNameWithTheRoleThatKnowsThem() {
		await().untilAsserted(() -> assertThat(Browser.text(browser, "#authenticated-rows")).contains("worker",
				"Publisher camera, tcp://127.0.0.1:", "Controller pictures, tcp://127.0.0.1:"));
		assertThat(names("#authenticated-rows")).containsExactlyInAnyOrder("camera", "dashboard", "controller",
				"worker");
		assertThat(Browser.text(browser, "#role-publisher-camera [data-field=peers]")).contains("dashboard, tcp://");
	}

	@Test
	void deniedPeerIsShownWithItsFingerprintAndTheReason() throws IOException {
		try (ZContext intruder = intruder()) {
			await().untilAsserted(() -> assertThat(Browser.text(browser, "#denied-rows th")).startsWith("SHA256:")
				.endsWith("Publisher camera: its key is not among the clients that are allowed"));
			await().untilAsserted(() -> assertThat(times()).isGreaterThan(1));
			assertThat(browser.findElement(By.id("no-denied")).isDisplayed()).isFalse();
			await().untilAsserted(() -> assertThat(Browser.text(browser, "#announcement"))
				.startsWith("Publisher camera has denied SHA256:"));
			assertThat(names("#authenticated-rows")).doesNotContainAnyElementsOf(names("#denied-rows"));
			assertThat(intruder.isClosed()).isFalse();
		}
	}

	@Test
	void deniedPeerIsAuthenticatedOnceItsKeyIsInTheDirectory() throws IOException {
		Path file = KEYS.resolve("guest.key");
		try (ZContext context = new ZContext()) {
			String guest = intrude(context, this.cameraPublisher.addresses().get(0), publicKeyOfTheCamera());
			String fingerprint = CurveKey.parse(guest).fingerprint();
			await().until(() -> names("#denied-rows").contains(fingerprint));
			Files.writeString(file, guest);
			await().until(() -> names("#authenticated-rows").contains("guest"));
			Files.delete(file);
			await().until(() -> !names("#authenticated-rows").contains("guest"));
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	private static long times() {
		return Long.parseLong(Browser.text(browser, "#denied-rows td").replace(",", ""));
	}

	@Test
	void everythingComesFromTheApplicationAndTheConsoleShowsNoErrors() throws IOException {
		Browser.complaints(browser);
		try (ZContext intruder = intruder()) {
			browser.navigate().refresh();
			await().until(() -> !names("#denied-rows").isEmpty());
			assertThat(intruder.isClosed()).isFalse();
		}
		assertThat(Browser.complaints(browser)).isEmpty();
		assertThat(browser.executeScript("return performance.getEntriesByType('resource').map((entry) => entry.name)"))
			.asInstanceOf(InstanceOfAssertFactories.list(String.class))
			.isNotEmpty()
			.allMatch((address) -> address.startsWith(this.origin));
	}

	@Test
	void pageOnAPhoneDoesNotScrollSideways() throws IOException {
		try (ZContext intruder = intruder()) {
			await().until(() -> !names("#denied-rows").isEmpty());
			Browser.resize(browser, 360, 780);
			assertThat(intruder.isClosed()).isFalse();
			assertThat(browser.executeScript("return innerWidth")).isEqualTo(360L);
			assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
				.isEqualTo(browser.executeScript("return document.documentElement.clientWidth"));
			for (String table : new String[] { "authenticated-table", "denied-table" }) {
				assertThat(browser.findElement(By.id(table)).getRect().getX()).isNotNegative();
				assertThat(browser.findElement(By.id(table)).getRect().getWidth()).isBetween(200, 360);
			}
		}
	}

	@Test
	void tabReachesTheLinksBehindTheSection() {
		List<String> reached = new ArrayList<>();
		for (int i = 0; i < 100 && !"Prometheus".equals(focused().getDomProperty("textContent")); i++) {
			focused().sendKeys(Keys.TAB);
			reached.add(focused().getDomProperty("textContent"));
		}
		assertThat(reached).startsWith("Skip to the roles", "Freeze page")
			.contains("Stop publisher camera")
			.endsWith("health", "endpoint", "Prometheus");
	}

	private static WebElement focused() {
		return browser.switchTo().activeElement();
	}

	// Run with -Dzmq.screenshots=../docs/images for the picture of the manual
	@Test
	void sectionIsShownInLightAndDarkColors() throws IOException {
		Path directory = Path.of(System.getProperty("zmq.screenshots", "target/screenshots"));
		try (ZContext intruder = intruder()) {
			await().until(() -> names("#authenticated-rows").contains("worker") && !names("#denied-rows").isEmpty());
			assertThat(intruder.isClosed()).isFalse();
			Browser.resize(browser, 900, 760);
			browser.executeScript("document.getElementById('security').scrollIntoView()");
			for (String colors : new String[] { "light", "dark" }) {
				Path file = directory.resolve("secure-" + colors + ".webp");
				Browser.screenshot(browser, colors, file);
				assertThat(Files.size(file)).isGreaterThan(10_000);
			}
		}
	}

}
