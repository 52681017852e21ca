using CxBot.Answering;
using CxBot.ApiKeys;
using CxBot.Assistance;
using CxBot.Audit;
using CxBot.Backup;
using CxBot.Canned;
using CxBot.Delivery;
using CxBot.Demo;
using CxBot.Evaluation;
using CxBot.Handover;
using CxBot.Inbound;
using CxBot.Knowledge;
using CxBot.Labels;
using CxBot.Mail;
using CxBot.Reports;
using CxBot.Reports.Mail;
using CxBot.Search;
using CxBot.Storage;
using CxBot.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot;

public static class CoreServices
{
    /// <summary>What the product does, whatever it is served by. Storage first: the others read it as soon as the app starts.</summary>
    public static IServiceCollection AddCore(this IServiceCollection services, IConfiguration configuration) => services
        .AddStorage(configuration)
        .AddAudit()
        .AddApiKeys()
        .AddKnowledge()
        .AddAnswering()
        .AddDelivery()
        .AddLabels()
        .AddCannedReplies()
        .AddHandover()
        .AddAssistance()
        .AddSearch()
        .AddInbound()
        .AddTurns()
        .AddEvaluation()
        .AddReports()
        .AddMail()
        .AddReportMailings()
        .AddDemo()
        .AddBackup();
}
