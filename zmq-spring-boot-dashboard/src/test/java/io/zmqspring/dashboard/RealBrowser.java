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

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

import io.zmqspring.dashboard.browser.Browser;

import static org.awaitility.Awaitility.await;

/**
 * A test in a real browser.
 */
@EnabledIf(value = "io.zmqspring.dashboard.browser.Browser#isInstalled",
		disabledReason = "chromium and chromedriver are not both on the PATH")
abstract class RealBrowser {

	static ChromeDriver browser;

	@BeforeAll
	static void startBrowser() {
		Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
		Awaitility.ignoreExceptionsByDefaultMatching(Exception.class::isInstance);
		browser = Browser.start();
	}

	@AfterAll
	static void quitBrowser() {
		browser.quit();
	}

	@BeforeEach
	void resize() {
		Browser.resize(browser, 1280, 900);
	}

	static void open(String address) {
		browser.get(address);
		await().until(() -> text("#link-text").equals("Live"));
	}

	static String text(String selector) {
		return Browser.text(browser, selector);
	}

	static double number(String selector) {
		return Browser.number(browser, selector);
	}

	static boolean isShown(String selector) {
		return browser.findElement(By.cssSelector(selector)).isDisplayed();
	}

	static WebElement focused() {
		return browser.switchTo().activeElement();
	}

	/**
	 * Press the tab key until a control has the focus.
	 * @param last the text of the control
	 * @return the texts of all controls that had the focus
	 */
	static Set<String> tabTo(String last) {
		Set<String> reached = new LinkedHashSet<>();
		String now = "";
		while (reached.size() < 200 && !now.equals(last)) {
			focused().sendKeys(Keys.TAB);
			now = String.valueOf(focused().getDomProperty("textContent"));
			if (!reached.add(now)) {
				break;
			}
		}
		return reached;
	}

}
