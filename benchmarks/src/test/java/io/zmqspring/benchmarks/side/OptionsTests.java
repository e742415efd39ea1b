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

package io.zmqspring.benchmarks.side;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The command line of {@code benchmarks/run}.
 */
class OptionsTests {

	@Test
	void comparesEachPeerOverEachTransport() {
		Options options = parse("--transport=ipc,tcp,inproc");
		assertThat(options.name()).isEqualTo("transport");
		assertThat(options.contestants()).extracting(Contestant::name)
			.containsExactly("starter-ipc", "starter-tcp", "starter-inproc", "jeromq-loop-ipc", "jeromq-loop-tcp",
					"jeromq-loop-inproc", "libzmq-ipc", "libzmq-tcp", "libzmq-inproc");
		assertThat(options.contestants()).filteredOn((contestant) -> contestant.absence() != null)
			.extracting(Contestant::name)
			.containsExactly("jeromq-loop-ipc");
		assertThat(options.cases()).extracting(Load.Case::pattern)
			.containsExactly(Load.Pattern.PUB_SUB, Load.Pattern.ROUND_TRIP);
		assertThat(options.sizes()).containsExactly(64, 1024, 16384);
	}

	@Test
	void comparesSelectedPeersOverSelectedTransports() {
		Options options = parse("--transport=tcp,inproc,tcp", "--peers=starter", "--quick", "--name=mine");
		assertThat(options.contestants()).extracting(Contestant::transport)
			.containsExactly(Transport.TCP, Transport.INPROC);
		assertThat(options.sizes()).containsExactly(64);
		assertThat(options.name()).isEqualTo("mine");
	}

	@Test
	void measuresNoRoundTripsWithoutTransport() {
		assertThat(parse().cases()).extracting(Load.Case::pattern)
			.containsExactly(Load.Pattern.PUB_SUB, Load.Pattern.PUB_SUB, Load.Pattern.PUSH_PULL);
		assertThat(parse().contestants()).extracting(Contestant::name)
			.containsExactly("starter", "jeromq-loop", "libzmq", "kafka");
		assertThat(parse("--security").contestants()).extracting(Contestant::name)
			.containsExactly("starter", "starter-curve-jnacl", "jeromq-loop", "libzmq");
	}

	@Test
	void comparesTheProxiesWithAllSizes() {
		Options options = parse("--proxy");
		assertThat(options.name()).isEqualTo("proxy");
		assertThat(options.contestants()).extracting(Contestant::name)
			.containsExactly("proxy-starter-pub-sub", "proxy-by-hand-pub-sub");
		assertThat(options.cases()).extracting(Load.Case::pattern)
			.containsExactly(Load.Pattern.PUB_SUB, Load.Pattern.PUSH_PULL);
		assertThat(options.sizes()).containsExactly(64, 1024, 16384);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--transport=ipc,udp                          | unknown value 'udp'. Write a list of these, separated by commas: tcp, ipc, inproc.
					--transport                                  | --transport has the unknown value ''
					--transport=tcp,                             | --transport has the unknown value ''
					--tranport=tcp                               | Unknown option '--tranport=tcp'. The options are --quick, --security, --proxy, --transport
					quick                                        | Unknown option 'quick'
					--transport=tcp --security                   | Run one of them after the other
					--proxy --security                           | --security and --proxy are two comparisons
					--transport=tcp --peers=kafka                | unknown value 'kafka'. Write a list of these, separated by commas: starter, jeromq-loop, libzmq.
					--peers=starter,strater                      | unknown value 'strater'
					--patterns=round-trip                        | with --transport only
					--patterns=pubsub                            | unknown value 'pubsub'
					--transport=tcp --patterns=round-trip --formats=single-frame | have --formats=multipart only
					--formats=json                               | unknown value 'json'
					--sizes=1k                                   | --sizes has the value '1k', which is not a number
					--sizes=7                                    | It must be at least 8
					--rounds=0                                   | It must be at least 1
					--seconds=0                                  | It must be above 0
					--seconds=NaN                                | It must be above 0
					""")
	void refusesWrongValues(String arguments, String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments.split(" "))).withMessageContaining(text);
	}

	private static Options parse(String... arguments) {
		List<Contestant> all = Stream
			.of("starter", "starter-curve-jnacl", "jeromq-loop", "libzmq", "kafka", "proxy-starter-pub-sub",
					"proxy-by-hand-pub-sub")
			.map((name) -> Contestant.inJava(name, (load) -> true))
			.toList();
		return Options.parse(arguments, all);
	}

}
