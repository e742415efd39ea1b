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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.dashboard.browser.Browser;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page below a context path, a path of the servlet, and the prefix of a reverse
 * proxy, each with actions.
 */
class PrefixPageTests extends RealBrowser {

	private static final String EVENTS = "#role-publisher-events ";

	private static RunningApplication application;

	@BeforeAll
	static void startApplication() {
		application = RunningApplication.start(OpenApplication.class, "zmq.dashboard.enabled=true",
				"zmq.dashboard.path=/admin/zmq", "zmq.dashboard.interval=200ms", "server.servlet.context-path=/shop",
				"spring.mvc.servlet.path=/api", "server.forward-headers-strategy=framework",
				"management.endpoints.web.exposure.include=zmq,health", "management.endpoint.zmq.access=unrestricted");
	}

	@AfterAll
	static void stopApplication() {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/shop/api/admin/zmq", "/shop/api/admin/zmq/" })
	void pageAndActionsWorkBelowContextPathAndServletPath(String path) {
		assertWorks(application.origin() + path, application.origin() + "/shop/api/");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void pageAndActionsWorkBehindAProxyThatAddsAPrefix(boolean tells) throws IOException {
		try (PrefixProxy proxy = new PrefixProxy("/monitoring", application.origin(), tells)) {
			assertWorks(proxy.origin() + "/monitoring/shop/api/admin/zmq", proxy.origin() + "/monitoring/shop/api/");
		}
	}

	@Test
	void pageCanBeTheRootOfTheApplication() {
		try (RunningApplication root = RunningApplication.start(OpenApplication.class, "zmq.dashboard.enabled=true",
				"zmq.dashboard.path=/", "management.endpoints.web.exposure.include=zmq",
				"management.endpoint.zmq.access=unrestricted")) {
			open(root.origin());
			await().until(() -> isShown(EVENTS + "[data-action=stop]"));
			Browser.press(browser, EVENTS + "[data-field=toggle]");
			await().until(() -> root.context().getBean(ZmqPublisher.class).state() == ZmqState.STOPPED);
			assertThat(Browser.complaints(browser)).isEmpty();
		}
	}

	@Test
	void linksForToolsAreApart() {
		open(application.origin() + "/shop/api/admin/zmq");
		await().until(() -> text("#link-list").contains("endpoint"));
		assertThat(browser.executeScript("const [first, second] = document.querySelectorAll('#link-list a');"
				+ "return second.getBoundingClientRect().left - first.getBoundingClientRect().right > 5"))
			.isEqualTo(true);
	}

	private static void assertWorks(String page, String root) {
		ZmqPublisher publisher = application.context().getBean(ZmqPublisher.class);
		Browser.complaints(browser);
		open(page);
		await().until(() -> isShown(EVENTS + "[data-action=stop]"));
		Browser.press(browser, EVENTS + "[data-field=toggle]");
		await().until(() -> publisher.state() == ZmqState.STOPPED);
		await().until(() -> text(EVENTS + "[data-action]").startsWith("Start"));
		Browser.press(browser, EVENTS + "[data-field=toggle]");
		await().until(() -> publisher.state() == ZmqState.RUNNING);
		assertThat(Browser.loaded(browser)).isNotEmpty().allMatch((address) -> address.startsWith(root));
		assertThat(browser.executeScript("return document.querySelector('#link-list a').href"))
			.isEqualTo(root + "actuator/health");
		assertThat(Browser.complaints(browser)).isEmpty();
		// The page would complain about a proxy that is closed
		browser.get("about:blank");
	}

}
