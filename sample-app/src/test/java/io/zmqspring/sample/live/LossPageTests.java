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

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

import io.zmqspring.sample.line.LossyLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page in a real browser while the line loses pictures: with replay they are
 * recovered, without it they are lost.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EnabledIf(value = "io.zmqspring.sample.live.Browser#isInstalled",
		disabledReason = "chromium and chromedriver are not both on the PATH")
class LossPageTests {

	private static final String WITH_REPLAY = "#numbered-dashboard ";

	private static final String WITHOUT_REPLAY = "#numbered-controller ";

	private static ChromeDriver browser;

	private final Environment environment;

	private final LossyLine line;

	@Autowired
	LossPageTests(Environment environment, LossyLine line) {
		this.environment = environment;
		this.line = line;
	}

	@BeforeAll
	static void startBrowser() {
		browser = Browser.start();
	}

	@AfterAll
	static void quitBrowser() {
		browser.quit();
	}

	@Test
	void whatTheLineLosesIsRecoveredWithReplayAndLostWithout() {
		Browser.resize(browser, 1280, 900);
		browser.get("http://localhost:" + this.environment.getRequiredProperty("local.server.port") + "/");
		await().until(() -> number(WITH_REPLAY + "[data-field=recovered]") >= 0
				&& number(WITHOUT_REPLAY + "[data-field=lost]") >= 0);
		double recovered = number(WITH_REPLAY + "[data-field=recovered]");
		double lostWithReplay = number(WITH_REPLAY + "[data-field=lost]");
		double lostWithout = number(WITHOUT_REPLAY + "[data-field=lost]");
		long dropped = this.line.state().dropped();
		browser.findElement(By.id("lose")).sendKeys(Keys.SPACE);
		await().untilAsserted(() -> {
			assertThat(number(WITH_REPLAY + "[data-field=recovered]")).isGreaterThan(recovered);
			assertThat(number(WITHOUT_REPLAY + "[data-field=lost]")).isGreaterThan(lostWithout);
			assertThat(text("#line-state")).startsWith("The line loses 20 % of the pictures");
			assertThat(browser.findElement(By.id("lose")).getDomAttribute("aria-pressed")).isEqualTo("true");
		});
		Browser.press(browser, "#lose");
		await().untilAsserted(() -> {
			long all = this.line.state().dropped() - dropped;
			assertThat(text("#line-state")).startsWith("The line loses nothing.");
			assertThat(number(WITH_REPLAY + "[data-field=recovered]") - recovered).isEqualTo(all);
			assertThat(number(WITHOUT_REPLAY + "[data-field=lost]") - lostWithout).isEqualTo(all);
			assertThat(text(WITH_REPLAY + "[data-field=held]")).isEqualTo("0 kB");
		});
		assertThat(number(WITH_REPLAY + "[data-field=lost]")).isEqualTo(lostWithReplay);
		assertThat(text("#loss-rows")).contains("Subscriber controller");
		assertThat(Browser.complaints(browser)).isEmpty();
		assertThat(browser.executeScript("return performance.getEntriesByType('resource').map((entry) => entry.name)"))
			.asInstanceOf(InstanceOfAssertFactories.list(String.class))
			.allMatch((address) -> address.startsWith("http://localhost:"));
	}

	private static String text(String selector) {
		return Browser.text(browser, selector);
	}

	private static double number(String selector) {
		return Browser.number(browser, selector);
	}

}
