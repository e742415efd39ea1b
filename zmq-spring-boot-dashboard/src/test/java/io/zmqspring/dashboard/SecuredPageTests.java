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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

import io.zmqspring.dashboard.browser.Browser;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page in an application with Spring Security and its protection against forged
 * requests.
 */
class SecuredPageTests extends RealBrowser {

	private static final String EVENTS = "#role-publisher-events ";

	private static RunningApplication application;

	private static ZmqPublisher publisher;

	@BeforeAll
	static void startApplication() {
		application = RunningApplication.start(SecuredApplication.class, "zmq.dashboard.enabled=true",
				"zmq.dashboard.interval=200ms", "management.endpoints.web.exposure.include=zmq",
				"management.endpoint.zmq.access=unrestricted");
		publisher = application.context().getBean(ZmqPublisher.class);
	}

	@AfterAll
	static void stopApplication() {
		application.close();
	}

	@BeforeEach
	void signOut() {
		browser.manage().deleteAllCookies();
	}

	private static void signIn(String name) {
		browser.get(application.origin() + "/zmq");
		browser.findElement(By.id("username")).sendKeys(name);
		browser.findElement(By.id("password")).sendKeys(name);
		browser.findElement(By.cssSelector("button[type=submit]")).click();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/zmq", "/zmq/", "/zmq/state", "/zmq/access", "/zmq/dashboard.js" })
	void nothingIsServedToAnUnknownUser(String path) throws Exception {
		assertThat(application.get(path).statusCode()).isIn(302, 401, 403);
	}

	@Test
	void operatorStopsAndStartsARole() {
		signIn("olga");
		await().until(() -> isShown(EVENTS + "[data-action=stop]"));
		assertThat(browser.getCurrentUrl()).startsWith(application.origin() + "/zmq");
		Browser.press(browser, EVENTS + "[data-field=toggle]");
		await().until(() -> publisher.state() == ZmqState.STOPPED);
		await().until(() -> text(EVENTS + "[data-field=state]").equals("STOPPED"));
		Browser.press(browser, EVENTS + "[data-action=start]");
		await().until(() -> publisher.state() == ZmqState.RUNNING);
		assertThat(text(EVENTS + "[data-field=actionError]")).isEmpty();
		assertThat(text("#link-list")).isEqualTo("endpoint");
		assertThat(Browser.complaints(browser)).isEmpty();
	}

	@Test
	void viewerSeesThePageWithoutButtons() {
		signIn("victor");
		await().until(() -> text("#link-text").equals("Live"));
		await().until(() -> text(EVENTS + "[data-field=state]").equals("RUNNING"));
		assertThat(isShown(EVENTS + "[data-field=toggle]")).isFalse();
		assertThat(isShown("#links")).isFalse();
		assertThat(Browser.complaints(browser)).isEmpty();
	}

	@Test
	void endpointRefusesAViewerWhoSendsTheRequestAnyway() {
		signIn("victor");
		await().until(() -> text("#link-text").equals("Live"));
		Object status = browser.executeAsyncScript("const done = arguments[0];"
				+ "fetch('/actuator/zmq/publisher/events', { method: 'POST', body: '{\"action\":\"stop\"}',"
				+ " headers: { 'Content-Type': 'application/json' } }).then((response) => done(response.status))");
		assertThat(status).isEqualTo(403L);
		assertThat(publisher.state()).isEqualTo(ZmqState.RUNNING);
		Browser.complaints(browser);
	}

	@Test
	void pageWhoseSessionHasEndedSaysSo() {
		signIn("olga");
		await().until(() -> isShown(EVENTS + "[data-action=stop]"));
		browser.manage().deleteAllCookies();
		await().until(() -> isShown("#lost"));
		assertThat(text("#lost-reason")).isEqualTo("You are not signed in any more. Reload the page.");
		assertThat(browser.findElement(By.cssSelector(EVENTS + "[data-field=toggle]")).getDomAttribute("aria-disabled"))
			.isEqualTo("true");
		signIn("victor");
		await().until(() -> text("#link-text").equals("Live"));
		Browser.complaints(browser);
	}

}
