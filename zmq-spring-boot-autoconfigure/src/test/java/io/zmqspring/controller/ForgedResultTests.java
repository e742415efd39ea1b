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

package io.zmqspring.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;

import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Results with ids that their sender did not receive.
 */
class ForgedResultTests {

	private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

	private static final Pattern LAST_NUMBER = Pattern.compile("\\d+$");

	private final WorkRoles roles = new WorkRoles();

	private RawPeer work;

	private RawPeer results;

	@BeforeEach
	void connect() {
		this.work = RawPeer.connecting(SocketType.PULL, this.roles.workAddress());
		this.results = RawPeer.connecting(SocketType.PUSH, this.roles.resultAddress());
	}

	@AfterEach
	void close() {
		this.work.close();
		this.results.close();
		this.roles.close();
	}

	private ZmqController started(String delivery) {
		ZmqController controller = this.roles.controller("workers.a.delivery=" + delivery, "workers.a.in-flight=100");
		controller.start();
		WorkRoles.awaitWorker(controller);
		return controller;
	}

	private String receivedId() {
		Matcher id = ID.matcher(String.valueOf(this.work.receive()));
		assertThat(id.find()).isTrue();
		return id.group(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "at-most-once", "at-least-once" })
	void idOfOneItemDoesNotTellTheIdOfTheNext(String delivery) throws Exception {
		ZmqController controller = started(delivery);
		CompletableFuture<String> first = controller.request("a", Map.of("x", 1), String.class);
		CompletableFuture<String> second = controller.request("a", Map.of("x", 2), String.class);
		String known = receivedId();
		String secret = receivedId();
		Matcher number = LAST_NUMBER.matcher(known);
		if (number.find()) {
			String guess = number.replaceFirst(String.valueOf(Long.parseLong(number.group()) + 1));
			this.results.send("{\"work_id\":\"" + guess + "\",\"forged\":true}");
		}
		this.results.send("{\"work_id\":\"" + secret + "\",\"genuine\":true}");
		assertThat(second.get(30, TimeUnit.SECONDS)).contains("genuine");
		this.results.send("{\"work_id\":\"" + known + "\",\"genuine\":true}");
		assertThat(first.get(30, TimeUnit.SECONDS)).contains("genuine");
	}

	@Test
	void idsHaveNothingInCommonButTheirNumber() {
		ZmqController controller = started("at-most-once");
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			controller.request("a", Map.of("x", i), String.class);
			ids.add(receivedId());
		}
		assertThat(ids).doesNotHaveDuplicates();
		assertThat(ids.stream().map((id) -> id.substring(id.indexOf('-') + 1))).doesNotHaveDuplicates()
			.allMatch((random) -> random.matches("[0-9a-f]{32}"));
	}

	@Test
	void longIdIsRefusedAndCompletesNothing() throws Exception {
		ZmqController controller = started("at-least-once");
		String longest = "x".repeat(255);
		assertThatExceptionOfType(ZmqConversionException.class)
			.isThrownBy(() -> controller.send("a", Map.of("id", longest + "x")))
			.withMessageContaining("256 characters");
		CompletableFuture<String> request = controller.request("a", Map.of("id", longest), String.class);
		assertThat(receivedId()).isEqualTo(longest);
		this.results.send("{\"work_id\":\"" + longest + "x\",\"forged\":true}");
		this.results.send("{\"work_id\":\"" + longest + "\",\"genuine\":true}");
		assertThat(request.get(30, TimeUnit.SECONDS)).contains("genuine");
		WorkRoles.await().untilAsserted(() -> assertThat(controller.stats().rejected("no-handler")).isEqualTo(1));
	}

}
