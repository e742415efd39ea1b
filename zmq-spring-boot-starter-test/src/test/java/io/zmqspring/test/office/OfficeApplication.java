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

package io.zmqspring.test.office;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.test.shop.Confirmation;

/**
 * The second application of {@code docs/testing.md}.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class OfficeApplication {

	private final List<Confirmation> filed = new CopyOnWriteArrayList<>();

	@ZmqListener("order.confirmed")
	void on(Confirmation confirmation) {
		this.filed.add(confirmation);
	}

	public List<Confirmation> filed() {
		return this.filed;
	}

}
