using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Web.Bot;
using CxBot.Web.Channels.BotService;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Commands;
using CxBot.Web.Desk;
using CxBot.Web.Engine;
using CxBot.Web.Operations;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();

builder.Services.AddStorage(builder.Configuration);
builder.Services.AddKnowledge(builder.Configuration);
builder.Services.AddAnswering(builder.Configuration);
builder.Services.AddHandover(builder.Configuration);
builder.Services.AddConversations();
builder.Services.AddBot();
builder.AddEngine();

var app = builder.Build();
if (CommandDispatch.IsCommand(args)) return await CommandLine.RunAsync(args, app.Services);

await app.RunAsync();
return 0;
