package io.zmqspring.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.zmqspring.benchmarks.side.Load;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Spring Kafka's embedded broker as a process of its own, so that its processor time
 * counts as the broker's.
 */
public final class KafkaServer {

	private KafkaServer() {
	}

	/**
	 * Run it until the process is ended.
	 * @param arguments the file to write the port to
	 * @throws IOException if it cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		ForeignPeers.hush();
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, Load.TOPIC);
		// Not all that runs send has to stay on the disk
		broker.brokerProperty("log.segment.bytes", String.valueOf(64 << 20));
		broker.brokerProperty("log.retention.bytes", String.valueOf(1 << 30));
		broker.brokerProperty("log.retention.check.interval.ms", "1000");
		broker.brokerProperty("log.segment.delete.delay.ms", "1000");
		broker.afterPropertiesSet();
		Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
		String address = broker.getBrokersAsString();
		Path written = Files.writeString(Path.of(arguments[0] + "-incomplete"),
				address.substring(address.lastIndexOf(':') + 1));
		Files.move(written, Path.of(arguments[0]), StandardCopyOption.ATOMIC_MOVE);
	}

}
