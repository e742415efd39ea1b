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

package io.zmqspring.test;

import org.springframework.core.Conventions;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Prepares the test peers for each test method. Test methods that run in parallel and
 * share an application context run one after the other, so that none sees the messages of
 * another.
 */
class ZmqTestExecutionListener extends AbstractTestExecutionListener {

	private static final String PEERS = Conventions.getQualifiedAttributeName(ZmqTestExecutionListener.class, "peers");

	// Before the listeners that call methods of the test
	@Override
	public int getOrder() {
		return 1000;
	}

	@Override
	public void beforeTestMethod(TestContext context) {
		if (!TestContextAnnotationUtils.hasAnnotation(context.getTestClass(), AutoConfigureZmqTest.class)) {
			return;
		}
		ZmqTestPeers peers = context.getApplicationContext().getBeanProvider(ZmqTestPeers.class).getIfAvailable();
		if (peers != null) {
			peers.beginTest();
			context.setAttribute(PEERS, peers);
		}
	}

	@Override
	public void afterTestMethod(TestContext context) {
		if (context.removeAttribute(PEERS) instanceof ZmqTestPeers peers) {
			peers.endTest();
		}
	}

}
