package io.zmqspring.autoconfigure;

import java.util.Map;
import java.util.Set;

import io.zmqspring.role.ZmqPublisher;
import io.zmqspring.role.ZmqSubscriber;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean per entry of {@code zmq.publishers} and {@code zmq.subscribers},
 * unless the application has defined a bean of that name itself.
 */
class ZmqRoleRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	ZmqRoleRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		EnvironmentVariableCheck variables = new EnvironmentVariableCheck(this.environment);
		for (String name : names("publishers")) {
			register(registry, name, "Publisher", ZmqPublisher.class);
		}
		for (String name : names("subscribers")) {
			register(registry, name, "Subscriber", ZmqSubscriber.class);
		}
		variables.warnAboutUnknown(names("publishers"), names("subscribers"));
	}

	private Set<String> names(String section) {
		return Binder.get(this.environment)
			.bind("zmq." + section, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.keySet();
	}

	private static void register(BeanDefinitionRegistry registry, String name, String suffix, Class<?> type) {
		String beanName = camelCase(name) + suffix;
		if (registry.containsBeanDefinition(beanName)) {
			return;
		}
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(ZmqRoleFactory.BEAN_NAME);
		definition.setFactoryMethodName("create" + suffix);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		registry.registerBeanDefinition(beanName, definition);
	}

	private static String camelCase(String name) {
		StringBuilder result = new StringBuilder();
		for (String part : name.split("-")) {
			result.append(result.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
		}
		return result.toString();
	}

}
