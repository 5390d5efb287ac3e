package dev.quipu.shell.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.util.ClassUtils;

/**
 * Finds the command classes among the beans.
 *
 * <p>Replaces Spring Shell's own registry, which scans the class path anew (so it ignores conditions and profiles),
 * creates every command class at start-up, and forgets a completion provider whose name is mistyped.
 */
@Configuration(proxyBeanMethods = false)
class CommandBeans {

    private static final String APPLICATION = "dev.quipu.";

    @Bean
    CommandCatalog commandCatalog(ConfigurableListableBeanFactory beans) {
        List<ShellCommand> commands = new ArrayList<>();
        for (String bean : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(bean, false);
            if (type != null && type.getName().startsWith(APPLICATION)) {
                commands.addAll(CommandCatalog.commandsOf(ClassUtils.getUserClass(type), () -> beans.getBean(bean)));
            }
        }
        commands.forEach(command -> requireProviders(command, beans));
        return new CommandCatalog(commands);
    }

    @Bean
    CommandRegistry commandRegistry(CommandCatalog catalog) {
        CommandRegistry registry = new CommandRegistry();
        catalog.all().forEach((Command command) -> registry.registerCommand(command));
        return registry;
    }

    private static void requireProviders(ShellCommand command, ConfigurableListableBeanFactory beans) {
        for (CommandParameter parameter : command.parameters()) {
            if (!parameter.completedBy().isEmpty() && !beans.containsBean(parameter.completedBy())) {
                throw new IllegalStateException("command '%s', parameter %s: there is no completion provider '%s'"
                        .formatted(command.name(), parameter.name(), parameter.completedBy()));
            }
        }
    }
}
