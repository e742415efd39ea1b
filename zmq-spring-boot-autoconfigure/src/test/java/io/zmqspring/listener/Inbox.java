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

package io.zmqspring.listener;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.test.util.AopTestUtils;

import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The messages that a listener bean has received.
 */
class Inbox {

	private final List<Object> heard = new CopyOnWriteArrayList<>();

	final void hear(Object what) {
		this.heard.add(what);
	}

	static Inbox of(BeanFactory context, Class<? extends Inbox> type) {
		return AopTestUtils.getUltimateTargetObject(context.getBean(type));
	}

	void awaitExactly(Object... expected) {
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.heard).hasSizeGreaterThanOrEqualTo(expected.length));
		assertThat(this.heard).containsExactlyElementsOf(Arrays.asList(expected));
	}

	void awaitInAnyOrder(Object... expected) {
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.heard).hasSizeGreaterThanOrEqualTo(expected.length));
		assertThat(this.heard).containsExactlyInAnyOrder(expected);
	}

	List<Object> heard() {
		return this.heard;
	}

}
